"""The running program: settings, command line, wiring, receiver, dispatcher, courier, jobs, clock."""
