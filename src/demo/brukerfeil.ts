/** Something the person who started the demo can put right; the message is the whole line shown, without a stack. */
export class Brukerfeil extends Error {
  override name = 'Brukerfeil'
}
