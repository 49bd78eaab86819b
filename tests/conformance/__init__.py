"""Runs forms and expressions of other engines' public test suites, where they lie beside the checkout."""
