"""``python -m drillbank`` and the ``drillbank`` command."""

from drillbank.cli.main import main

if __name__ == "__main__":
    main()
