"""Registries 名录库: what a row of objects, inspectors or items is, and what is wrong with one."""
