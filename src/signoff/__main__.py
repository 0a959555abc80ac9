"""Where `signoff` begins: what will grade starts importing before anything else does."""

import sys

GRADES = ("check", "watch")


def main() -> None:
    """Run the command line."""
    if sys.platform == "win32":
        sys.exit("signoff: Windows itself is not supported; install WSL2 (wsl --install) and run signoff in it.")
    if sys.argv[1:2] and sys.argv[1] in GRADES and "--help" not in sys.argv:
        from signoff.grading.start import start_early

        start_early()
    from signoff.cli import main as run

    run()


if __name__ == "__main__":
    main()
