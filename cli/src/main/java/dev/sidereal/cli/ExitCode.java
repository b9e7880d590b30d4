package dev.sidereal.cli;

/** What the program tells the shell; scripts rely on the numbers. */
enum ExitCode {
    DONE(0),
    FAULT(1),
    WRONG_USE(2),
    NOTHING_USABLE(3),
    DISK_OR_NETWORK(4),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
