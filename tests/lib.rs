//! Whole-product tests: the binary over its real boundaries (stdio, the command line, editors).
