"""How words change their form: Turkish suffix chains, English plurals and verb forms."""
