"""Plans and figures as lines of text: for the command line, and for the screens that show them as they are."""
