export type Slag = 'navn' | 'fodselsnummer' | 'telefon' | 'epost' | 'adresse'

/** UTF-16 offsets, `slutt` exclusive. A stops the author and asks; B is a hint. */
export type Funn = { start: number; slutt: number; slag: Slag; trinn: 'A' | 'B' }
