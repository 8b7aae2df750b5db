export type Spenn = { start: number; slutt: number }

/** Counts what is looked at: a test holds the work to the length of the text by it, whatever the machine is doing. */
export type Teller = { sett: number }
