import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { lagApppakke } from './apppakke.ts'
import { Apppakkefeil, lesPakkeinnstillinger } from './pakkeinnstillinger.ts'

const MAPPE = fileURLToPath(new URL('../../manifest/', import.meta.url))
const STED = resolve(MAPPE, 'dist/skolestotte.zip')

const HJELP = `Bruk: npm run manifest -- [VALG]

Lager apppakken som lastes opp i Teams, fra mappen manifest og miljøvariablene.

  --uten-slash      for en tenant som ikke tar imot skråstrekkommandoer ennå (skjema 1.25)
  --kanalvakt       ber om ChannelMessage.Read.Group; er med når KANALVAKT=pa
  --motehendelser   ber om å få vite når et møte starter og slutter
  --filer           ber om å se kanalens mappe og hvem som leser den, for REFERATFILER
  --ut FIL          et annet sted enn manifest/dist/skolestotte.zip
  --hjelp           viser dette

  APP_ID             appregistreringen til boten
  OFFENTLIG_ADRESSE  botens egen https-adresse
  PAKKE_UTGIVER      hvem som står bak appen, som «Øvingskommunen»
  PAKKE_NETTSTED     siden der brukerne får hjelp
  PAKKE_PERSONVERN   kommunens personvernerklæring for appen
  PAKKE_VILKAR       vilkårene (ellers PAKKE_NETTSTED)
  PAKKE_ID           apppakkens egen id (ellers APP_ID)
  PAKKE_VERSJON      øk den for hver opplasting, som 1.0.1 (ellers den i manifest.json)
`

/** `npm run manifest`: writes the app package. The exit code is 1 when something is missing, and one sentence says what. */
async function kjor(argumenter: string[]): Promise<string> {
  const valg = lesArgumenter(argumenter)
  if (valg.hjelp) return HJELP
  const innstillinger = lesPakkeinnstillinger(process.env)
  const pakke = await lagApppakke(lesFil, innstillinger, {
    slash: !valg['uten-slash'],
    kanalvakt: valg.kanalvakt || innstillinger.KANALVAKT,
    motehendelser: valg.motehendelser,
    filer: valg.filer,
  })
  const sted = valg.ut === undefined ? STED : resolve(valg.ut)
  skriv(sted, pakke.zip)
  const tillatelser = pakke.tillatelser.length === 0 ? 'ingen' : pakke.tillatelser.join(', ')
  return [
    `Skrev ${relative(process.cwd(), sted)}: ${pakke.id}, versjon ${pakke.versjon}, skjema ${pakke.skjema}.`,
    `Tillatelser teamet blir bedt om: ${tillatelser}.`,
    'Last den opp i Teams: Administrasjonssenter > Teams-apper > Administrer apper > Last opp ny app.\n',
  ].join('\n')
}

function lesArgumenter(args: string[]) {
  const av = { type: 'boolean', default: false } as const
  const options = {
    'uten-slash': av,
    kanalvakt: av,
    motehendelser: av,
    filer: av,
    hjelp: av,
    ut: { type: 'string' },
  } as const
  try {
    return parseArgs({ args, options }).values
  } catch {
    throw new Apppakkefeil('Bruk: npm run manifest -- [VALG]; --hjelp viser valgene.')
  }
}

function lesFil(fil: string): Uint8Array {
  try {
    return readFileSync(resolve(MAPPE, fil))
  } catch (feil) {
    throw new Apppakkefeil(`manifest/${fil} kan ikke leses (${kode(feil)}).`)
  }
}

function skriv(sted: string, innhold: Uint8Array): void {
  try {
    mkdirSync(dirname(sted), { recursive: true })
    writeFileSync(sted, innhold)
  } catch (feil) {
    throw new Apppakkefeil(`${sted} kan ikke skrives (${kode(feil)}).`)
  }
}

const kode = (feil: unknown) => (feil as NodeJS.ErrnoException).code ?? 'ukjent feil'

try {
  process.stdout.write(await kjor(process.argv.slice(2)))
} catch (feil) {
  if (!(feil instanceof Apppakkefeil)) throw feil
  process.stderr.write(`${feil.message}\n`)
  process.exitCode = 1
}
