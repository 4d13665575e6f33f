"""`python -m annotator`: the command line, which opens the window where no command is given."""

from annotator.cli import main

if __name__ == "__main__":
    main()
