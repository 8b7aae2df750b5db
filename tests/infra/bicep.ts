/**
 * Reads the part of Bicep that infra/ uses, far enough to know every name and where it is used. No Bicep compiler can be had
 * from the package registry: what Azure alone knows (which properties a type has) is not checked here.
 */

export type Uttrykk =
  | { slag: 'tekst'; deler: (string | Uttrykk)[] }
  | { slag: 'verdi'; verdi: number | boolean | null }
  | { slag: 'navn'; navn: string; linje: number }
  | { slag: 'felt'; av: Uttrykk; felt: string }
  | { slag: 'indeks'; av: Uttrykk; indeks: Uttrykk }
  | { slag: 'kall'; navn: string; av: Uttrykk | undefined; argumenter: Uttrykk[] }
  | { slag: 'liste'; deler: Uttrykk[] }
  | { slag: 'objekt'; felt: Felt[] }
  | { slag: 'for'; navn: string; over: Uttrykk; gir: Uttrykk }
  | { slag: 'regnet'; deler: Uttrykk[] }
export type Felt = { navn: Uttrykk; verdi: Uttrykk }

export type Type =
  | { slag: 'navn'; navn: string }
  | { slag: 'liste'; av: Type }
  | { slag: 'kanskje'; av: Type }
  | { slag: 'enten'; av: Type[] }
  | { slag: 'fast'; verdi: string }
  | { slag: 'objekt'; felt: { navn: string; type: Type }[] }

type Pynt = { navn: string; argumenter: Uttrykk[] }
export type Erklaring = { linje: number; navn: string; pynt: Pynt[] } & (
  | { slag: 'param'; type: Type | undefined; standard: Uttrykk | undefined }
  | { slag: 'var'; verdi: Uttrykk }
  | { slag: 'type'; type: Type }
  | { slag: 'output'; type: Type; verdi: Uttrykk }
  | { slag: 'resource'; ressurs: string; finnes: boolean; hvis: Uttrykk | undefined; kropp: Felt[] }
  | { slag: 'module'; sti: string; hvis: Uttrykk | undefined; kropp: Felt[] }
  | { slag: 'import'; sti: string }
  | { slag: 'using'; sti: string }
  | { slag: 'targetScope' }
)

type Tegn =
  | { slag: 'navn' | 'tall' | 'tegn' | 'linje' | 'slutt'; tekst: string; linje: number }
  | {
      slag: 'tekst'
      deler: (string | Tegn[])[]
      tekst: string
      linje: number
    }

const TEGN = ['...', '==', '!=', '<=', '>=', '&&', '||', '??', '=>', '::', ...'{}[]()=:,.?!|+-*/%<>@']

function tegnI(tekst: string): Tegn[] {
  const ut: Tegn[] = []
  let i = 0
  let linje = 1
  const feil = (hva: string) => new Error(`linje ${linje}: ${hva}`)
  /** Until `stopp` at its own depth. */
  function les(stopp: string | undefined): Tegn[] {
    const her: Tegn[] = []
    let dybde = 0
    while (i < tekst.length) {
      const c = tekst[i] ?? ''
      if (c === '\n') {
        her.push({ slag: 'linje', tekst: c, linje })
        linje++
        i++
      } else if (/\s/.test(c)) i++
      else if (tekst.startsWith('//', i)) while (i < tekst.length && tekst[i] !== '\n') i++
      else if (tekst.startsWith("'''", i) || tekst.startsWith('/*', i))
        throw feil('flere linjer på en gang brukes ikke her')
      else if (c === "'") her.push(streng())
      else if (/[A-Za-z_]/.test(c)) {
        const navn = /^[A-Za-z_]\w*/.exec(tekst.slice(i))?.[0] ?? ''
        her.push({ slag: 'navn', tekst: navn, linje })
        i += navn.length
      } else if (/\d/.test(c)) {
        const tall = /^\d+/.exec(tekst.slice(i))?.[0] ?? ''
        her.push({ slag: 'tall', tekst: tall, linje })
        i += tall.length
      } else {
        const funnet = TEGN.find(t => tekst.startsWith(t, i))
        if (funnet === undefined) throw feil(`ukjent tegn «${c}»`)
        if (funnet === stopp && dybde === 0) return her
        if (funnet === '{') dybde++
        if (funnet === '}') dybde--
        her.push({ slag: 'tegn', tekst: funnet, linje })
        i += funnet.length
      }
    }
    if (stopp !== undefined) throw feil('teksten tar ikke slutt')
    return her
  }
  function streng(): Tegn {
    const start = linje
    const deler: (string | Tegn[])[] = []
    let del = ''
    i++
    for (;;) {
      const c = tekst[i]
      if (c === undefined || c === '\n') throw feil('teksten tar ikke slutt')
      if (c === "'") break
      if (c === '\\') {
        del += tekst[i + 1] ?? ''
        i += 2
      } else if (tekst.startsWith('${', i)) {
        i += 2
        deler.push(del, les('}'))
        del = ''
        i++
      } else {
        del += c
        i++
      }
    }
    i++
    deler.push(del)
    return { slag: 'tekst', deler: deler.filter(d => d !== ''), tekst: '', linje: start }
  }
  ut.push(...les(undefined))
  ut.push({ slag: 'slutt', tekst: '', linje })
  return ut
}

/** Throws what is wrong, with its line. */
export function lesBicep(tekst: string): Erklaring[] {
  const leser = new Leser(tegnI(tekst))
  return leser.fil()
}

class Leser {
  readonly #tegn: readonly Tegn[]
  #i = 0
  constructor(tegn: readonly Tegn[]) {
    this.#tegn = tegn
  }

  #se(): Tegn {
    const tegn = this.#tegn[this.#i]
    if (tegn === undefined) throw new Error('uventet slutt')
    return tegn
  }
  #er(tekst: string): boolean {
    const { slag, tekst: her } = this.#se()
    return (slag === 'tegn' || slag === 'navn') && her === tekst
  }
  #tok(tekst: string): boolean {
    if (!this.#er(tekst)) return false
    this.#i++
    return true
  }
  #ta(tekst: string): void {
    if (!this.#tok(tekst)) throw this.#feil(`ventet «${tekst}»`)
  }
  #feil(hva: string): Error {
    const { linje, tekst } = this.#se()
    return new Error(`linje ${linje}: ${hva}, ikke «${tekst}»`)
  }
  #navn(): string {
    const tegn = this.#se()
    if (tegn.slag !== 'navn') throw this.#feil('ventet et navn')
    this.#i++
    return tegn.tekst
  }
  #fastTekst(): string {
    const lest = this.#primar()
    const [del = ''] = lest.slag === 'tekst' ? lest.deler : [undefined]
    if (lest.slag !== 'tekst' || lest.deler.length > 1 || typeof del !== 'string')
      throw this.#feil('ventet fast tekst')
    return del
  }
  #linjeskift(): void {
    while (this.#se().slag === 'linje') this.#i++
  }

  fil(): Erklaring[] {
    const ut: Erklaring[] = []
    let pynt: Pynt[] = []
    for (;;) {
      this.#linjeskift()
      if (this.#se().slag === 'slutt') break
      if (this.#tok('@')) {
        const uttrykk = this.#uttrykk()
        if (uttrykk.slag !== 'kall') throw this.#feil('ventet en dekoratør')
        pynt.push({ navn: uttrykk.navn, argumenter: uttrykk.argumenter })
        continue
      }
      ut.push(this.#erklaring(pynt))
      pynt = []
      if (this.#se().slag !== 'slutt' && this.#se().slag !== 'linje') throw this.#feil('ventet ny linje')
    }
    return ut
  }

  #erklaring(pynt: Pynt[]): Erklaring {
    const { linje } = this.#se()
    const ord = this.#navn()
    switch (ord) {
      case 'targetScope':
        this.#ta('=')
        this.#fastTekst()
        return { slag: 'targetScope', navn: '', linje, pynt }
      case 'using':
        return { slag: 'using', navn: '', sti: this.#fastTekst(), linje, pynt }
      case 'import': {
        this.#ta('{')
        const navn = this.#navn()
        this.#ta('}')
        this.#ta('from')
        return { slag: 'import', navn, sti: this.#fastTekst(), linje, pynt }
      }
      case 'param': {
        const navn = this.#navn()
        const type = this.#er('=') ? undefined : this.#type()
        const standard = this.#tok('=') ? this.#uttrykk() : undefined
        return { slag: 'param', navn, type, standard, linje, pynt }
      }
      case 'var': {
        const navn = this.#navn()
        this.#ta('=')
        return { slag: 'var', navn, verdi: this.#uttrykk(), linje, pynt }
      }
      case 'type': {
        const navn = this.#navn()
        this.#ta('=')
        return { slag: 'type', navn, type: this.#type(), linje, pynt }
      }
      case 'output': {
        const navn = this.#navn()
        const type = this.#type()
        this.#ta('=')
        return { slag: 'output', navn, type, verdi: this.#uttrykk(), linje, pynt }
      }
      case 'resource': {
        const navn = this.#navn()
        const ressurs = this.#fastTekst()
        const finnes = this.#tok('existing')
        this.#ta('=')
        const hvis = this.#hvis()
        return { slag: 'resource', navn, ressurs, finnes, hvis, kropp: this.#objekt(), linje, pynt }
      }
      case 'module': {
        const navn = this.#navn()
        const sti = this.#fastTekst()
        this.#ta('=')
        const hvis = this.#hvis()
        return { slag: 'module', navn, sti, hvis, kropp: this.#objekt(), linje, pynt }
      }
      default:
        throw new Error(`linje ${linje}: «${ord}» brukes ikke her`)
    }
  }

  #hvis(): Uttrykk | undefined {
    if (!this.#tok('if')) return undefined
    this.#ta('(')
    const uttrykk = this.#uttrykk()
    this.#ta(')')
    return uttrykk
  }

  #type(): Type {
    const deler = [this.#enType()]
    while (this.#tok('|')) deler.push(this.#enType())
    const [forste] = deler
    return deler.length === 1 && forste !== undefined ? forste : { slag: 'enten', av: deler }
  }
  #enType(): Type {
    let type: Type
    if (this.#tok('(')) {
      type = this.#type()
      this.#ta(')')
    } else if (this.#er('{')) {
      const felt: { navn: string; type: Type }[] = []
      this.#ta('{')
      this.#mellom('}', () => {
        if (this.#tok('@')) {
          this.#uttrykk()
          this.#linjeskift()
        }
        const navn = this.#navn()
        this.#ta(':')
        felt.push({ navn, type: this.#type() })
      })
      type = { slag: 'objekt', felt }
    } else if (this.#se().slag === 'tekst') type = { slag: 'fast', verdi: this.#fastTekst() }
    else type = { slag: 'navn', navn: this.#navn() }
    for (;;) {
      if (this.#tok('[')) {
        this.#ta(']')
        type = { slag: 'liste', av: type }
      } else if (this.#tok('?')) type = { slag: 'kanskje', av: type }
      else return type
    }
  }

  /** Parts on lines of their own, or with commas on one. */
  #mellom(slutt: string, del: () => void): void {
    this.#linjeskift()
    while (!this.#tok(slutt)) {
      del()
      const skilt = this.#tok(',')
      if (!skilt && this.#se().slag !== 'linje' && !this.#er(slutt))
        throw this.#feil(`ventet komma, ny linje eller «${slutt}»`)
      this.#linjeskift()
    }
  }

  #objekt(): Felt[] {
    const felt: Felt[] = []
    this.#ta('{')
    this.#mellom('}', () => {
      const tegn = this.#se()
      const navn: Uttrykk = tegn.slag === 'tekst' ? this.#primar() : { slag: 'tekst', deler: [this.#navn()] }
      this.#ta(':')
      felt.push({ navn, verdi: this.#uttrykk() })
    })
    return felt
  }

  #uttrykk(): Uttrykk {
    const betingelse = this.#ledd()
    if (!this.#tok('?')) return betingelse
    const ja = this.#uttrykk()
    this.#ta(':')
    return { slag: 'regnet', deler: [betingelse, ja, this.#uttrykk()] }
  }
  #ledd(): Uttrykk {
    const deler = [this.#enkelt()]
    while (
      ['==', '!=', '<=', '>=', '&&', '||', '??', '+', '-', '*', '/', '%', '<', '>'].some(t => this.#tok(t))
    )
      deler.push(this.#enkelt())
    const [forste] = deler
    return deler.length === 1 && forste !== undefined ? forste : { slag: 'regnet', deler }
  }
  #enkelt(): Uttrykk {
    if (this.#tok('!') || this.#tok('-')) return { slag: 'regnet', deler: [this.#enkelt()] }
    let av = this.#primar()
    for (;;) {
      if (this.#tok('.')) {
        const felt = this.#navn()
        av = this.#er('(')
          ? { slag: 'kall', navn: felt, av, argumenter: this.#argumenter() }
          : { slag: 'felt', av, felt }
      } else if (this.#tok('[')) {
        av = { slag: 'indeks', av, indeks: this.#uttrykk() }
        this.#ta(']')
      } else return av
    }
  }
  #argumenter(): Uttrykk[] {
    const ut: Uttrykk[] = []
    this.#ta('(')
    this.#mellom(')', () => ut.push(this.#uttrykk()))
    return ut
  }
  #primar(): Uttrykk {
    const tegn = this.#se()
    if (tegn.slag === 'tekst') {
      this.#i++
      return {
        slag: 'tekst',
        deler: tegn.deler.map(del =>
          typeof del === 'string'
            ? del
            : new Leser([...del, { slag: 'slutt', tekst: '', linje: tegn.linje }]).alene(),
        ),
      }
    }
    if (tegn.slag === 'tall') {
      this.#i++
      return { slag: 'verdi', verdi: Number(tegn.tekst) }
    }
    if (this.#er('{')) return { slag: 'objekt', felt: this.#objekt() }
    if (this.#tok('[')) return this.#liste()
    if (this.#tok('(')) {
      const inni = this.#uttrykk()
      this.#ta(')')
      return inni
    }
    const navn = this.#navn()
    if (navn === 'true' || navn === 'false') return { slag: 'verdi', verdi: navn === 'true' }
    if (navn === 'null') return { slag: 'verdi', verdi: null }
    if (this.#er('(')) return { slag: 'kall', navn, av: undefined, argumenter: this.#argumenter() }
    return { slag: 'navn', navn, linje: tegn.linje }
  }
  #liste(): Uttrykk {
    this.#linjeskift()
    if (this.#tok('for')) {
      const navn = this.#navn()
      this.#ta('in')
      const over = this.#uttrykk()
      this.#ta(':')
      const gir = this.#uttrykk()
      this.#linjeskift()
      this.#ta(']')
      return { slag: 'for', navn, over, gir }
    }
    const deler: Uttrykk[] = []
    this.#mellom(']', () => deler.push(this.#uttrykk()))
    return { slag: 'liste', deler }
  }
  alene(): Uttrykk {
    const uttrykk = this.#uttrykk()
    if (this.#se().slag !== 'slutt') throw this.#feil('ventet «}»')
    return uttrykk
  }
}
