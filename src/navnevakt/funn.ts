/** `sjelden`: a combination that points to one child without naming it. `skilt`: a number plate. Both are only ever hints. */
export type Slag = 'navn' | 'fodselsnummer' | 'telefon' | 'epost' | 'adresse' | 'skilt' | 'sjelden'

/** UTF-16 offsets, `slutt` exclusive. A stops the author and asks; B is a hint. */
export type Funn = { start: number; slutt: number; slag: Slag; trinn: 'A' | 'B' }
