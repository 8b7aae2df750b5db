import { setTimeout as sov } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { SAMTIDIG } from '../../src/jobs/send-utboks.ts'
import { type Postgres, startPostgres } from '../oppsett/postgres.ts'
import {
  type Arbeider,
  iUtboksen,
  type Mottak,
  mestPerSekund,
  nyPaminnelser,
  startArbeidere,
  startMottak,
  stoppArbeidere,
  tall,
  til,
} from './rigg.ts'

const BRUK = `npm run test:feil -- [valg]
  --ganger 10        hvor mange ganger én av arbeiderne drepes med kill -9
  --antall 2000      forfalte påminnelser i hver kjøring
  --arbeidere 3      prosesser på samme PostgreSQL
  --takt 150         forespørsler i sekundet, for alle til sammen (i drift: 46)
  --leie 5           sekunder en rad er én arbeiders (i drift: 60)
  --minutt           stopp også en prosess i ett minutt, med leien fra drift
  --bare drept       bare kjøringer med dette navnet: drept, pause, database, 429, 500, henger`

type Valg = { antall: number; arbeidere: number; takt: number; leie: number }
type Sted = { postgres: Postgres; mottak: Mottak; url: string; arbeidere: Arbeider[]; valg: Valg }

/** What goes wrong; answers how many messages may be doubled because of it. */
type Feil = (sted: Sted) => Promise<number>

const drept: Feil = async ({ arbeidere }) => {
  arbeidere[0]?.prosess.kill('SIGKILL')
  return SAMTIDIG
}

const pause =
  (sekunder: number): Feil =>
  async ({ arbeidere }) => {
    arbeidere[0]?.prosess.kill('SIGSTOP')
    await sov(sekunder * 1000)
    arbeidere[0]?.prosess.kill('SIGCONT')
    return SAMTIDIG
  }

const databasen: Feil = async ({ postgres, arbeidere }) => {
  await postgres.omstart(3000)
  return SAMTIDIG * arbeidere.length
}

const mottaket =
  (svar: '429' | '500' | 'henger', sekunder: number): Feil =>
  async ({ mottak }) => {
    mottak.svar(svar)
    await sov(sekunder * 1000)
    mottak.svar('tar-imot')
    // What was refused was not shown, and nobody died.
    return 0
  }

async function enGang(navn: string, feil: Feil, sted: Omit<Sted, 'url' | 'arbeidere'>): Promise<boolean> {
  const { mottak, valg, postgres } = sted
  mottak.nullstill()
  const url = await nyPaminnelser(postgres.url, mottak.serviceUrl, valg.antall)
  const arbeidere = await startArbeidere(valg.arbeidere, { url, perSekund: valg.takt, leietid: valg.leie })
  const start = performance.now()
  try {
    await til(() => mottak.fikk.size >= valg.antall * 0.35, 120_000)
    const maks = await feil({ ...sted, url, arbeidere })
    const ferdig = await til(async () => (await iUtboksen(url))?.venter === 0, 300_000)
    // A process that was away may still have something in hand.
    await sov(1000)
    const sekunder = (performance.now() - start) / 1000
    const levert = mottak.fikk.size
    const doblet = [...mottak.fikk.values()].reduce((sum, n) => sum + n - 1, 0)
    const tapt = valg.antall - levert
    const mest = mestPerSekund(mottak.tider)
    const storm = mest > valg.takt * 1.1
    const feilet = (await iUtboksen(url))?.feilet ?? 0
    const bra = ferdig && tapt === 0 && feilet === 0 && doblet <= maks && !storm
    process.stdout.write(
      `${bra ? '✓' : '✗'} ${navn.padEnd(22)} forfalt ${valg.antall}  levert ${levert}  tapt ${tapt}  doblet ${doblet} (høyst ${maks})` +
        `  mest på ett sekund ${mest}  ${tall(sekunder)} s${ferdig ? '' : '  IKKE FERDIG'}${storm ? '  STORM' : ''}\n`,
    )
    return bra
  } finally {
    await stoppArbeidere(arbeidere)
  }
}

/** The fault command; answers 1 when something was lost, or doubled without having been in flight. */
export async function kjor(argumenter: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argumenter],
    options: {
      ganger: { type: 'string', default: '10' },
      antall: { type: 'string', default: '2000' },
      arbeidere: { type: 'string', default: '3' },
      takt: { type: 'string', default: '150' },
      leie: { type: 'string', default: '5' },
      minutt: { type: 'boolean', default: false },
      bare: { type: 'string', default: '' },
      hjelp: { type: 'boolean', default: false },
    },
  })
  if (values.hjelp) {
    process.stdout.write(`${BRUK}\n`)
    return 0
  }
  const valg: Valg = {
    antall: Number(values.antall),
    arbeidere: Number(values.arbeidere),
    takt: Number(values.takt),
    leie: Number(values.leie),
  }
  const ganger = Number(values.ganger)
  const kjoringer: [string, Feil, Partial<Valg>?][] = [
    ...Array.from({ length: ganger }, (_, i): [string, Feil] => [`drept ${i + 1} av ${ganger}`, drept]),
    ['pause, leien ut', pause(valg.leie * 2)],
    ['database på nytt', databasen],
    ['429 i 6 sekunder', mottaket('429', 6)],
    ['500 i 6 sekunder', mottaket('500', 6)],
    ['henger i 12 sekunder', mottaket('henger', 12)],
    ...(values.minutt
      ? [['pause i ett minutt', pause(65), { leie: 60, takt: 46 }] as [string, Feil, Partial<Valg>]]
      : []),
  ]
  const postgres = await startPostgres()
  const mottak = await startMottak()
  let bra = true
  try {
    for (const [navn, feil, annet] of kjoringer.filter(([navn]) => navn.startsWith(values.bare)))
      bra = (await enGang(navn, feil, { postgres, mottak, valg: { ...valg, ...annet } })) && bra
  } finally {
    await mottak.stopp()
    await postgres.stopp()
  }
  return bra ? 0 : 1
}
