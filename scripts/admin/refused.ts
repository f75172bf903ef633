/** Said to the operator; ends the command with exit code 1. */
export class Refused extends Error {}

/** The command line does not make sense; exit code 2. */
export class Misused extends Error {}
