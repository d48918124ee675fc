"""Follow Hampshire from 2011 to 2024, through four editions of three frameworks."""

import ofsted_frameworks as of


def main() -> None:
    """Print the trajectory, then the changes from 2014 to 2019 and why some cannot be compared."""
    hampshire = of.datasets.hampshire()
    print(hampshire)
    print()
    for row in of.compare(hampshire[1], hampshire[2]):
        print(f"{row.theme or 'Areas without a theme'}: {row.change_in_words}")
        if row.reason:
            print(f"    because {row.reason}")


if __name__ == "__main__":
    main()
