import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DateTime } from 'luxon'
import { SONE } from '../database/kontekst.ts'
import { lokalMester, nyVersjon } from '../database/lokal-mester.ts'
import { apnePglite } from '../database/tilkobling.ts'
import { sluttsignal } from '../drift/sluttsignal.ts'
import type { Graf } from '../graph/graf.ts'
import type { Kjorende, Startvalg } from '../main.ts'
import { forsteArbeidsdag } from '../mote/arbeidsdager.ts'
import { tidspunkt } from '../mote/moter.ts'
import { Brukerfeil } from './brukerfeil.ts'
import { lasMappe } from './datalas.ts'
import { type Klient, type Person, startKlient } from './klient.ts'
import { krevLedigPort } from './ledig-port.ts'
import type { LokalGraf } from './lokal-graf.ts'
import { startOvingsgraf } from './ovingsgraf.ts'
import {
  epostTil,
  leggInnOvingsdata,
  OVING,
  OVINGSADMINISTRATOR,
  type Ovingsperson,
  ovingSomJson,
} from './ovingskommune.ts'

/** What is given to the demo, which knows neither the bot's rooms nor Microsoft's packages. */
export type Demodeler = {
  startBot: (valg: Startvalg) => Promise<Kjorende>
  lagGraf: (lokal: LokalGraf) => Graf
}

const HJELP = `Bruk: npm run demo -- [valg]
  --port TALL          boten lytter her (3978)
  --klient-port TALL   den lokale Teams-klienten lytter her (56150)
  --data MAPPE         databasen ligger her (.data)
  --uten-klient        bare boten
  --tom                uten øvingsdata: sett opp skolen selv med /oppsett i kanalen
  --treg MS            later som databasen er treg, så mange millisekunder
  --logg               skriv logglinjer: koder og tider, aldri tekst
  --oving              skriv ut øvingskommunen som JSON og avslutt
  --tur                omvisning i terminalen: seks personer gjør jobben`

function lesValg(argumenter: readonly string[]) {
  try {
    return parseArgs({
      args: [...argumenter],
      options: {
        port: { type: 'string', default: '3978' },
        'klient-port': { type: 'string', default: '56150' },
        data: { type: 'string', default: '.data' },
        'uten-klient': { type: 'boolean', default: false },
        tom: { type: 'boolean', default: false },
        treg: { type: 'string', default: '0' },
        logg: { type: 'boolean', default: false },
        oving: { type: 'boolean', default: false },
        tur: { type: 'boolean', default: false },
        hjelp: { type: 'boolean', default: false },
      },
    }).values
  } catch {
    throw new Brukerfeil(`Ukjent valg.\n${HJELP}`)
  }
}

function tall(verdi: string, flagg: string, maks: number): number {
  const n = Number(verdi)
  if (!Number.isInteger(n) || n < 0 || n > maks)
    throw new Brukerfeil(`${flagg} må være et helt tall fra 0 til ${maks}.`)
  return n
}

/** Only this machine: in the demo the bot answers whatever local address an activity names, and no other. */
export function erLokal(serviceUrl: string): boolean {
  try {
    const { hostname } = new URL(serviceUrl)
    return hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]'
  } catch {
    return false
  }
}

/** What the demo and the tour share: no app id, local addresses alone, practice marked on every card. */
export const DEMOVALG = {
  tenant: OVING.tenant,
  tillatteTenanter: [OVING.tenant],
  administratorer: [OVINGSADMINISTRATOR],
  appId: '',
  legitimasjon: {},
  botId: OVING.bot.id,
  skjema: 'i-kortet',
  // The local client shows targeted messages to everybody.
  malrettet: false,
  host: '127.0.0.1',
  oving: true,
  tillattAdresse: erLokal,
} as const satisfies Partial<Startvalg>

/** The demo's own folder, for the commands that work on the store without the bot. */
export async function apneDemodata(argumenter: readonly string[]) {
  const { data } = parseArgs({
    args: [...argumenter],
    options: { data: { type: 'string', default: '.data' } },
  }).values
  const mappe = resolve(data)
  const las = await lasMappe(mappe)
  const database = await apnePglite(join(mappe, 'pglite'), OVING.tenant)
  return {
    tenant: OVING.tenant,
    database,
    ...filerI(mappe),
    nyHovednokkel: () => nyVersjon(join(mappe, NOKKELFIL)),
    async lukk() {
      await database.lukk()
      await las.frigi()
    },
  }
}

const NOKKELFIL = 'mester-nokkel.json'
const filerI = (mappe: string) => ({
  mester: lokalMester(join(mappe, NOKKELFIL)),
  ankerfil: join(mappe, 'ankere.jsonl'),
})

/** `npm run demo`: bot, embedded database and local client on this machine alone, until Ctrl-C. */
export async function kjorDemo(
  argumenter: readonly string[],
  { startBot, lagGraf, kjorTur }: Demodeler & { kjorTur(): Promise<number> },
): Promise<void> {
  const valg = lesValg(argumenter)
  if (valg.hjelp) {
    process.stdout.write(`${HJELP}\n`)
    return
  }
  if (valg.oving) {
    process.stdout.write(`${JSON.stringify(ovingSomJson(), null, 2)}\n`)
    return
  }
  if (valg.tur) {
    process.exitCode = await kjorTur()
    return
  }
  const port = tall(valg.port, '--port', 65_535)
  const klientPort = tall(valg['klient-port'], '--klient-port', 65_535)
  const tregMs = tall(valg.treg, '--treg', 60_000)
  if (port !== 0) await krevLedigPort(port, '--port')
  if (!valg['uten-klient']) await krevLedigPort(klientPort, '--klient-port')
  const mappe = resolve(valg.data)
  const las = await lasMappe(mappe)

  let klient: Klient | undefined
  let kjorende: Kjorende | undefined
  let graf: LokalGraf | undefined
  let slutter = false
  const slutt = async (kode: number) => {
    if (slutter) return
    slutter = true
    await klient?.stopp()
    await kjorende?.stopp()
    await graf?.stopp()
    await las.frigi()
    process.exit(kode)
  }
  void sluttsignal().then(() => slutt(0))

  process.stdout.write('Starter …\n')
  try {
    const { na, spolFram } = klokkeI(mappe)
    graf = await startOvingsgraf(join(mappe, 'graf'))
    kjorende = await startBot({
      ...DEMOVALG,
      na,
      spolFram,
      database: await apnePglite(join(mappe, 'pglite'), OVING.tenant, { tregMs }),
      ...filerI(mappe),
      graf: lagGraf(graf),
      port,
      loggniva: valg.logg ? 'info' : 'silent',
    })
    const botUrl = `http://127.0.0.1:${kjorende.port}/api/messages`
    if (!valg.tom) await leggInnOvingsdata(kjorende.ktx, `http://127.0.0.1:${klientPort}/_connector`)
    if (valg['uten-klient']) {
      process.stdout.write(`Boten svarer på ${botUrl}\n${seHer(graf.baseUrl)}\n${AVSLUTT}\n`)
      return
    }
    const klientmappe = join(mappe, 'klient')
    mkdirSync(klientmappe, { recursive: true })
    klient = await startKlient({ port: klientPort, botUrl, mappe: klientmappe, oppsett: klientoppsett() })
    process.stdout.write(`\n${provDette(klient.url, valg.tom)}\n\n${seHer(graf.baseUrl)}\n\n${AVSLUTT}\n`)
  } catch (feil) {
    process.stderr.write(`${feil instanceof Brukerfeil ? feil.message : 'Demoen kunne ikke starte.'}\n`)
    await slutt(1)
  }
}

/** A clock that runs, so many milliseconds ahead: what has been sent cannot be unsent, so a restart does not put it back. */
function klokkeI(mappe: string): { na(): DateTime; spolFram(): string } {
  const fil = join(mappe, 'klokke.json')
  let forsprang = existsSync(fil) ? Number(JSON.parse(readFileSync(fil, 'utf8'))) || 0 : 0
  const na = () => DateTime.now().setZone(SONE).plus(forsprang)
  return {
    na,
    spolFram() {
      const dag = forsteArbeidsdag(na().plus({ days: 1 }).toFormat('yyyy-MM-dd'))
      forsprang = tidspunkt(dag, '08:00').diffNow().milliseconds
      writeFileSync(fil, JSON.stringify(Math.round(forsprang)))
      return dag
    },
  }
}

const AVSLUTT = 'Alt er øving: oppdiktede barn i Øvingskommunen. Ctrl-C avslutter.'

const seHer = (adresse: string) => `Kalender, Planner og filer ligger på ${adresse}/`

function provDette(url: string, tom: boolean): string {
  const kanal = OVING.kanal.navn
  const steg = tom
    ? [
        `Åpne kanalen «${kanal}» og skriv @Skolestøtte /oppsett. Sett opp skolen.`,
        'Gi de andre i teamet roller, og kall inn det første møtet, samme sted.',
        'Gå til Personal Chat og skriv /hjelp.',
      ]
    : [
        `Åpne kanalen «${kanal}», skriv @Skolestøtte /innsatsteam ny, og trykk «Meld sak».`,
        'Trykk «Start møtet», skriv referat fra kortet, og godkjenn det.',
        'Gå til Personal Chat: der kommer oppfølgingene. Skriv /oppgaver for å se alle, og /spol fram for neste arbeidsdag.',
      ]
  return [`Åpne ${url} i nettleseren. Prøv tre ting:`, ...steg.map((s, i) => `  ${i + 1}. ${s}`)].join('\n')
}

/** Also for a second client, as somebody else: `meg` is its own user, in a personal chat of that person's own. */
export function klientoppsett(
  meg: Ovingsperson = OVING.personer[0],
  personligChatId: string = OVING.personligChat,
) {
  const tilPerson = (p: Ovingsperson): Person => ({
    id: p.id,
    navn: p.navn,
    oid: p.oid,
    fornavn: p.fornavn,
    etternavn: p.etternavn,
    upn: epostTil(p),
    epost: epostTil(p),
  })
  return {
    tenantId: OVING.tenant,
    bot: OVING.bot,
    denneBrukeren: tilPerson(meg),
    andre: OVING.personer.filter(p => p.id !== meg.id).map(tilPerson),
    personligChatId,
    gruppechat: OVING.gruppechat,
    team: {
      id: OVING.team.id,
      navn: OVING.team.navn,
      aadGroupId: OVING.team.aadGroupId,
      kanal: OVING.kanal,
    },
  }
}
