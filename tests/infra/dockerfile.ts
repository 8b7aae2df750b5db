import { readdirSync } from 'node:fs'
import { join } from 'node:path'

export type Steg = { linje: number } & (
  | { slag: 'WORKDIR'; mappe: string }
  | { slag: 'COPY'; fra: string | undefined; kilder: string[]; til: string }
  | { slag: 'RUN'; kommando: string }
  | { slag: 'ENV'; navn: string; verdi: string }
  | { slag: 'USER'; bruker: string }
  | { slag: 'EXPOSE'; port: number }
  | { slag: 'HEALTHCHECK'; kommando: string[] }
  | { slag: 'CMD'; kommando: string[] }
)
export type Trinn = { navn: string; bilde: string; steg: Steg[] }

/** The part of Dockerfile's language that ours uses. What it does not know, it refuses: a step that is skipped proves nothing. */
export function lesDockerfile(tekst: string): Trinn[] {
  const trinn: Trinn[] = []
  for (const { linje, ord, resten } of instruksjoner(tekst)) {
    const ukjent = () => new Error(`Linje ${linje}: «${ord} ${resten}» kan ikke prøves.`)
    if (ord === 'FROM') {
      const treff = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(resten)
      if (treff?.[1] === undefined) throw ukjent()
      trinn.push({ bilde: treff[1], navn: treff[2] ?? '', steg: [] })
      continue
    }
    const steg = trinn.at(-1)?.steg
    if (steg === undefined) throw ukjent()
    const ord_ = resten.split(/\s+/)
    switch (ord) {
      case 'WORKDIR':
        if (!resten.startsWith('/')) throw ukjent()
        steg.push({ linje, slag: 'WORKDIR', mappe: resten })
        break
      case 'COPY': {
        const fra = /^--from=(\S+)$/.exec(ord_[0] ?? '')?.[1]
        const stier = fra === undefined ? ord_ : ord_.slice(1)
        if (stier.length < 2 || stier.some(sti => /^--|[*?[]/.test(sti))) throw ukjent()
        if (fra !== undefined && !trinn.some(t => t.navn === fra)) throw ukjent()
        steg.push({ linje, slag: 'COPY', fra, kilder: stier.slice(0, -1), til: stier.at(-1) ?? '' })
        break
      }
      case 'RUN':
        // There is no file system of its own here for an absolute path to be in.
        if (/^(\[|--)/.test(resten) || /(^|\s)\/\w/.test(resten)) throw ukjent()
        steg.push({ linje, slag: 'RUN', kommando: resten })
        break
      case 'ENV': {
        const treff = /^(\w+)=(\S+)$/.exec(resten)
        if (treff?.[1] === undefined || treff[2] === undefined) throw ukjent()
        steg.push({ linje, slag: 'ENV', navn: treff[1], verdi: treff[2] })
        break
      }
      case 'USER':
        steg.push({ linje, slag: 'USER', bruker: resten })
        break
      case 'EXPOSE':
        steg.push({ linje, slag: 'EXPOSE', port: Number(resten) })
        break
      case 'HEALTHCHECK': {
        const treff = /^(?:--\w[\w-]*=\S+\s+)*CMD\s+(\[.*\])$/.exec(resten)
        steg.push({ linje, slag: 'HEALTHCHECK', kommando: execform(treff?.[1], ukjent) })
        break
      }
      case 'CMD':
        steg.push({ linje, slag: 'CMD', kommando: execform(resten, ukjent) })
        break
      default:
        throw ukjent()
    }
  }
  return trinn
}

function execform(tekst: string | undefined, ukjent: () => Error): string[] {
  try {
    const lest: unknown = JSON.parse(tekst ?? '')
    if (Array.isArray(lest) && lest.length > 0 && lest.every(del => typeof del === 'string')) return lest
  } catch {
    // A shell's form: no signal would reach the program.
  }
  throw ukjent()
}

function instruksjoner(tekst: string): { linje: number; ord: string; resten: string }[] {
  const funnet: { linje: number; ord: string; resten: string }[] = []
  let fortsetter = false
  for (const [i, ra] of tekst.split('\n').entries()) {
    const linje = ra.trim()
    if (linje === '' || linje.startsWith('#')) continue
    const innhold = linje.replace(/\\$/, '').trim()
    const siste = funnet.at(-1)
    if (fortsetter && siste !== undefined) siste.resten += ` ${innhold}`
    else {
      const [ord = ''] = innhold.split(/\s/)
      funnet.push({ linje: i + 1, ord: ord.toUpperCase(), resten: innhold.slice(ord.length).trim() })
    }
    fortsetter = linje.endsWith('\\')
  }
  return funnet
}

/** Does the file reach the build? The last pattern that meets the path or a folder above it decides. */
export function slipperMed(ignore: string, sti: string): boolean {
  let med = true
  for (const ra of ignore.split('\n')) {
    const linje = ra.trim()
    if (linje === '' || linje.startsWith('#')) continue
    const unntak = linje.startsWith('!')
    const deler = linje.slice(unntak ? 1 : 0).split('/')
    const monster = deler.map(del =>
      del === '**' ? '.*' : del.replaceAll(/[.+^${}()|\\[\]]/g, '\\$&').replaceAll('*', '[^/]*'),
    )
    if (new RegExp(`^${monster.join('/')}(/|$)`).test(sti)) med = unntak
  }
  return med
}

/** The files that reach the build, from the root of the project. */
export function kontekst(rot: string, ignore: string): string[] {
  const funnet: string[] = []
  const ga = (mappe: string) => {
    for (const fil of readdirSync(join(rot, mappe), { withFileTypes: true })) {
      const sti = mappe === '' ? fil.name : `${mappe}/${fil.name}`
      // Too many to look at one by one, and in no pattern of ours.
      if (sti === 'node_modules' || sti === '.git') continue
      if (fil.isDirectory()) ga(sti)
      else if (slipperMed(ignore, sti)) funnet.push(sti)
    }
  }
  ga('')
  return funnet.sort()
}
