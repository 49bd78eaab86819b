"""Files that mean harm, made by chance from a seed, and what becomes of those who open them."""
