import type { Kontekst } from '../database/kontekst.ts'
import { fjernArbeider, forventJobber, lagreHjerteslag, lagreSlutt, lagreStart } from './drift-store.ts'
import { type Helsegrunn, helsegrunner, type Jobb, sekunderSiden } from './helse.ts'
import { type Driftsbilde, hentDriftsbilde } from './hent-driftsbilde.ts'
import { somMaler } from './maler.ts'
import { type Maler, somPrometheus } from './prometheus.ts'
import type { Tellere } from './tellere.ts'

/** A database that has not answered by then, in ms, is said not to. */
const SVARFRIST_MS = 2000
/** A question that hangs for good (a connection that died unseen) is left for a new one, after ms. */
const GI_OPP_MS = 30_000
/** How long what was read is good for, in seconds: asking often does not cost the database more. */
const GJELDER_S = 3
/** How often that the sender lives is written down, in seconds. */
const HJERTESLAG_S = 20

export type Helse = { klar: boolean; grunner: Helsegrunn[] }
export type Overvak = {
  /** The sender has looked for something to send. */
  sett(): void
  helse(): Promise<Helse>
  /** The same with numbers; for those who run it. */
  detaljer(): Promise<Record<string, unknown>>
  metrikker(): Promise<string>
  /** The numbers themselves. */
  maler(): Promise<Maler[]>
  /** From now on this process is not ready. */
  stopper(): void
  stopp(): Promise<void>
}

/** Watches over this process and the queue that all of them share. */
export async function startOvervak(oppsett: {
  ktx: Kontekst
  jobber: readonly Jobb[]
  tellere: Tellere
  logg(hendelse: { kode: string }): void
}): Promise<Overvak> {
  const { ktx, tellere, logg } = oppsett
  const id = crypto.randomUUID()
  const startet = ktx.na().toJSDate()
  let sisteBlikk: Date | undefined
  let sistSkrevet: Date | undefined
  let skriver: Promise<void> | undefined
  let stopper = false
  let lest: { tid: Date; bilde: Driftsbilde | undefined } | undefined
  let underveis: { siden: number; svar: Promise<Driftsbilde | undefined> } | undefined
  await forventJobber(ktx, oppsett.jobber)

  async function skrivHjerteslag(): Promise<void> {
    try {
      await lagreHjerteslag(ktx, id, startet)
      await lagreStart(ktx, 'utboks')
      await lagreSlutt(ktx, 'utboks', { utfall: 'ok', ms: 0 })
    } catch {
      logg({ kode: 'hjerteslag-feilet' })
    }
  }

  /** One question at a time, however many ask; undefined when it is not answered in time. */
  async function bilde(): Promise<Driftsbilde | undefined> {
    const na = ktx.na().toJSDate()
    if (lest !== undefined && Math.abs(na.getTime() - lest.tid.getTime()) < GJELDER_S * 1000)
      return lest.bilde
    if (underveis === undefined || Date.now() - underveis.siden > GI_OPP_MS) {
      const denne = {
        siden: Date.now(),
        svar: hentDriftsbilde(ktx)
          .catch(() => undefined)
          .then(svar => {
            if (underveis === denne) {
              underveis = undefined
              lest = { tid: na, bilde: svar }
            }
            return svar
          }),
      }
      underveis = denne
    }
    return medFrist(underveis.svar, underveis.siden + SVARFRIST_MS - Date.now())
  }

  async function helse() {
    const her = await bilde()
    const na = ktx.na().toJSDate()
    const grunner = helsegrunner(na, ktx.valg.helse.koMinutter, her, { startet, sisteBlikk, stopper })
    return { na, bilde: her, grunner, klar: grunner.length === 0 }
  }

  async function maler(): Promise<Maler[]> {
    const { na, bilde: her, grunner } = await helse()
    return [...somMaler(her, grunner, na, startet), ...tellere.maler()]
  }

  return {
    sett() {
      sisteBlikk = ktx.na().toJSDate()
      const nylig =
        sistSkrevet !== undefined &&
        Math.abs(sisteBlikk.getTime() - sistSkrevet.getTime()) < HJERTESLAG_S * 1000
      if (nylig || stopper || skriver !== undefined) return
      sistSkrevet = sisteBlikk
      skriver = skrivHjerteslag().finally(() => {
        skriver = undefined
      })
    },
    async helse() {
      const { klar, grunner } = await helse()
      return { klar, grunner }
    },
    async detaljer() {
      const { na, bilde: her, klar, grunner } = await helse()
      return { klar, grunner, ...(her === undefined ? {} : tall(her, na)) }
    },
    maler,
    async metrikker() {
      return somPrometheus(await maler())
    },
    stopper() {
      stopper = true
    },
    async stopp() {
      stopper = true
      await skriver
      await fjernArbeider(ktx, id).catch(() => undefined)
    },
  }
}

function tall({ ko, databaseMs, prosesser, dybde, oppgitt, proves, jobber }: Driftsbilde, na: Date) {
  const { eldsteForfalte, eldsteFeilende, sistSendt, ...antall } = ko
  return {
    databaseMs,
    prosesser,
    ko: {
      ...antall,
      eldsteForfalteSekunder: Math.round(sekunderSiden(eldsteForfalte, na)),
      eldsteFeilendeSekunder: Math.round(sekunderSiden(eldsteFeilende, na)),
      sistSendt,
      etterSlag: Object.fromEntries(dybde.map(d => [d.slag, d.antall])),
    },
    oppgittSisteDogn: Object.fromEntries(oppgitt.map(f => [f.kode, f.antall])),
    provesPaNytt: Object.fromEntries(proves.map(f => [f.kode, f.antall])),
    jobber: jobber.map(({ navn, sistFerdig, ms, utfall }) => ({ navn, sistFerdig, ms, utfall })),
  }
}

async function medFrist<T>(svar: Promise<T>, ms: number): Promise<T | undefined> {
  let klokke: NodeJS.Timeout | undefined
  const frist = new Promise<undefined>(ferdig => {
    klokke = setTimeout(() => ferdig(undefined), Math.max(0, ms))
  })
  try {
    return await Promise.race([svar, frist])
  } finally {
    clearTimeout(klokke)
  }
}
