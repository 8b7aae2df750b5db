// The package's own types pull in TypeScript sources of another package, which do not compile under our settings.
export class Template {
  constructor(mal: unknown)
  expand(kontekst: { $root: unknown }): unknown
}
