import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { type HeleSaken, heleSaken, meldSaken, NAVN, TEKSTER } from './bygg/hele-saken.ts'
import { alleRader, FREMMED, somEier, taVare, ulike } from './bygg/rader.ts'
import { EN_SAK, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'

const AVDELINGSLEDER: Ovingsperson = {
  ...FREMMED,
  id: '29:avdelingsleder',
  oid: '00000000-0000-4000-8000-0000000000a1',
  navn: 'Ane Avdelingsleder',
}
const ADMIN: Ovingsperson = {
  ...FREMMED,
  id: '29:admin',
  oid: '00000000-0000-4000-8000-0000000000ad',
  navn: 'Ada Admin',
}

let b: Testbot
let s: HeleSaken
let tilbake: () => Promise<void>
beforeAll(async () => {
  b = await etTestbot()
  s = await heleSaken(b)
  for (const [p, rolle] of [
    [AVDELINGSLEDER, 'avdelingsleder'],
    [ADMIN, 'administrator'],
  ] as const) {
    const hvem = { tenant: OVING.tenant, person: ovingsId(p) }
    const { db } = b.bot.ktx
    await db
      .insertInto('rolle')
      .values({ ...hvem, skole: 'fjordvik', rolle, tjeneste: 'bv' })
      .execute()
    await b.scene.som(p).skriver('hjelp', 'chat')
  }
  tilbake = await taVare(b)
})
beforeEach(() => tilbake())
afterAll(() => b.stopp())

const iChatten = (hvem: Testbot['sara']): Skjerm => ({
  kort: {},
  tekst: undefined,
  samtale: hvem.chat,
  aktivitet: 'x',
  status: 200,
})

async function apne(hvem = b.hege, sak = s.sak): Promise<Skjerm> {
  return hvem.sender(iChatten(hvem), 'sak.vis', { sak })
}

/** The address behind «Last ned». */
async function enLenke(hvem = b.hege, sak = s.sak): Promise<string> {
  const svar = await hvem.trykker(await apne(hvem, sak), 'Last ned alt om saken')
  const url = knapper(svar.kort).find(k => k.tittel === 'Last ned')?.action['url']
  if (typeof url !== 'string') throw new Error(`Ingen lenke: ${skjermtekst(svar)}`)
  return url
}

type Hentet = { status: number; kropp: string; hoder: Record<string, string> }

async function hent(url: string, method = 'POST'): Promise<Hentet> {
  const svar = await fetch(url, { method })
  const { date: _, ...hoder } = Object.fromEntries(svar.headers)
  return { status: svar.status, kropp: await svar.text(), hoder }
}

const dokumentet = async (hvem = b.hege, sak = s.sak) => (await hent(await enLenke(hvem, sak))).kropp

/** As a person reads it. */
const somTekst = (html: string) =>
  html
    .replace(/<[^>]*>/g, '\n')
    .replace(/&#(\d+);/g, (_, kode) => String.fromCharCode(Number(kode)))
    .replace(/\n+/g, '\n')

const hentinger = () =>
  b.bot.ktx.db.selectFrom('logg').select(['person', 'gjelder']).where('kode', '=', 'innsyn-hentet').execute()

describe('hvem som kan lage en lenke', () => {
  it.each([
    ['den som meldte saken', () => b.hege],
    ['rektor', () => b.rolf],
    ['avdelingslederen', () => b.scene.som(AVDELINGSLEDER)],
  ])('%s kan, og får dokumentet', async (_, hvem) => {
    const { status, kropp } = await hent(await enLenke(hvem()))
    expect(status).toBe(200)
    expect(somTekst(kropp)).toContain(TEKSTER.beskrivelse)
  })

  it('ingen andre: knappen er ikke der, og trykket avvises uten at noe lagres', async () => {
    const for_ = await alleRader(b)
    for (const hvem of [b.sara, b.siri, b.frida, b.odd]) {
      expect(skjermtekst(await apne(hvem)), hvem.navn).toContain(`Sak ${s.ref}`)
      expect(knapper((await apne(hvem)).kort).map(k => k.tittel)).not.toContain('Last ned alt om saken')
      const svar = await hvem.sender(iChatten(hvem), 'innsyn.lag', { sak: s.sak })
      expect(skjermtekst(svar)).toContain('Bare den som meldte saken, rektor og avdelingsleder kan laste ned')
    }
    for (const p of [ADMIN, FREMMED]) {
      const hvem = b.scene.som(p)
      expect((await hvem.sender(iChatten(hvem), 'innsyn.lag', { sak: s.sak })).tekst).toBe(FINNES_IKKE)
    }
    expect((await b.rolf.sender(iChatten(b.rolf), 'innsyn.lag', { sak: crypto.randomUUID() })).tekst).toBe(
      FINNES_IKKE,
    )
    expect(ulike(for_, await alleRader(b)).filter(t => t !== 'person')).toEqual([])
  })

  it('den som meldte en rød sak, kan; avdelingslederen ser ikke at den finnes', async () => {
    await somEier(b, `update sak set vern = 'vold' where id = '${s.sak}'`)
    const leder = b.scene.som(AVDELINGSLEDER)
    expect((await leder.sender(iChatten(leder), 'innsyn.lag', { sak: s.sak })).tekst).toBe(FINNES_IKKE)
    expect((await hent(await enLenke(b.hege))).status).toBe(200)
    expect((await hent(await enLenke(b.rolf))).status).toBe(200)
  })

  it('uten egen adresse sier boten hva som mangler, og lager ingen lenke', async () => {
    const uten = await etTestbot({ oving: false })
    try {
      const agenda = await etInnkaltMote(uten)
      const { sak } = await meldSaken(uten, agenda)
      const svar = await uten.hege.trykker(
        await uten.hege.sender(agenda, 'sak.vis', { sak }),
        'Last ned alt om saken',
      )
      expect(skjermtekst(svar)).toContain(
        'Nedlasting er ikke satt opp. Be den som drifter boten om å sette OFFENTLIG_ADRESSE.',
      )
      expect(knapper(svar.kort).map(k => k.action['type'])).not.toContain('Action.OpenUrl')
      expect((await alleRader(uten))['dokumentlenke']).toEqual([])
    } finally {
      await uten.stopp()
    }
  })

  it('lenken går til adressen kommunen har satt', async () => {
    const satt = await etTestbot({ offentligAdresse: 'https://skolestotte.example' })
    try {
      const agenda = await etInnkaltMote(satt)
      const { sak } = await meldSaken(satt, agenda)
      const svar = await satt.hege.trykker(
        await satt.hege.sender(agenda, 'sak.vis', { sak }),
        'Last ned alt om saken',
      )
      const url = String(knapper(svar.kort).find(k => k.tittel === 'Last ned')?.action['url'])
      expect(url).toMatch(/^https:\/\/skolestotte\.example\/dokument\/[\w-]{43}$/)
    } finally {
      await satt.stopp()
    }
  })
})

describe('lenken', () => {
  it('virker én gang', async () => {
    const url = await enLenke()
    expect((await hent(url)).status).toBe(200)
    expect((await hent(url)).status).toBe(404)
    expect(await hentinger()).toHaveLength(1)
  })

  it('virker for én når mange prøver samtidig', async () => {
    const url = await enLenke()
    const alle = await Promise.all(Array.from({ length: 8 }, () => hent(url)))
    expect(alle.map(svar => svar.status).sort()).toEqual([200, 404, 404, 404, 404, 404, 404, 404])
    expect(await hentinger()).toHaveLength(1)
  })

  it('virker i fem minutter', async () => {
    const [for_, etter] = [await enLenke(), await enLenke()]
    b.settTid('2026-11-27T10:20:00')
    expect((await hent(for_)).status).toBe(200)
    b.settTid('2026-11-27T10:20:01')
    expect((await hent(etter)).status).toBe(404)
    expect(await hentinger()).toHaveLength(1)
  })

  it('brukes ikke opp av programmer som bare henter siden', async () => {
    const url = await enLenke()
    for (const metode of ['GET', 'GET', 'HEAD', 'OPTIONS']) {
      const side = await hent(url, metode)
      expect(side.kropp).not.toContain(s.ref)
      for (const tekst of Object.values(TEKSTER)) expect(side.kropp).not.toContain(tekst)
    }
    const side = await hent(url, 'GET')
    expect(side.status).toBe(200)
    expect(somTekst(side.kropp)).toContain('Dokumentet kan hentes én gang.')
    expect(side.kropp).toMatch(/<form method="post"><button>Last ned<\/button><\/form>/)
    expect(await hentinger()).toEqual([])
    expect((await hent(url)).status).toBe(200)
  })

  it('svarer likt når den er ukjent, brukt eller utløpt, og når siden bare hentes', async () => {
    const [brukt, utlopt, ubrukt] = [await enLenke(), await enLenke(), await enLenke()]
    await hent(brukt)
    const ukjent = brukt.replace(/[\w-]{43}$/, 'A'.repeat(43))
    expect(await hent(ukjent, 'GET')).toEqual(await hent(ubrukt, 'GET'))
    expect(await hent(brukt, 'GET')).toEqual(await hent(ubrukt, 'GET'))
    b.settTid('2026-11-27T10:30')
    const svar = await hent(ukjent)
    expect(svar.status).toBe(404)
    expect(somTekst(svar.kropp)).toContain('Lenken er brukt eller utløpt. Gå tilbake til Teams og lag en ny.')
    expect(await hent(brukt)).toEqual(svar)
    expect(await hent(utlopt)).toEqual(svar)
  })

  it.each([
    ['ingenting', ''],
    ['ett tegn', 'x'],
    ['et nulltegn', '%00'],
    ['en sti', '..%2F..%2Fetc%2Fpasswd'],
    ['SQL', "' or 1=1 --"],
    ['norske bokstaver', 'æøå'],
    ['fem tusen tegn', 'A'.repeat(5000)],
    ['noe som ikke lar seg lese', '%E0%A4%A'],
  ])('fører ingen steder når noen gjetter: %s', async (_, gjett) => {
    const url = (await enLenke()).replace(/[\w-]{43}$/, gjett)
    const svar = await hent(url)
    expect(svar.status).toBeGreaterThanOrEqual(400)
    expect(svar.status).toBeLessThan(500)
    expect(svar.kropp).not.toMatch(/Error|node_modules|at /)
    expect((await hent(await enLenke())).status).toBe(200)
  })

  it('står ikke i databasen, og heller ikke i noe som er sendt', async () => {
    const url = await enLenke()
    const token = url.slice(-43)
    const { dokumentlenke, ...andre } = await alleRader(b)
    expect(dokumentlenke).toHaveLength(1)
    expect(JSON.stringify([dokumentlenke, andre])).not.toContain(token)
    expect(JSON.stringify(b.kobling.meldinger)).not.toContain(token)
  })

  it.each([
    ['rollen er tatt bort', () => `delete from rolle where person = '${ovingsId(b.hege.person)}'`],
    ['skolen er en annen', () => `update sak set skole = 'nabo' where id = '${s.sak}'`],
    ['saken er slettet', () => ''],
  ])('fører ingen steder når %s imens', async (_, sporring) => {
    const url = await enLenke()
    await somEier(
      b,
      "insert into skole select tenant, 'nabo', 'Nabo skole', 'nb' from skole where id = 'fjordvik' on conflict do nothing",
    )
    if (sporring() === '')
      await b.rolf.sender(iChatten(b.rolf), 'sak.slett', { sak: s.sak, arkivert: 'true' })
    else await somEier(b, sporring())
    const svar = await hent(url)
    expect(svar.status).toBe(404)
    expect(svar).toEqual(await hent(url.replace(/[\w-]{43}$/, 'A'.repeat(43))))
    expect(await hentinger()).toEqual([])
  })

  it('er ikke brukt opp når noe går galt hos oss', async () => {
    const url = await enLenke()
    await somEier(b, 'alter table tiltak rename to tiltak_borte')
    const svar = await hent(url)
    await somEier(b, 'alter table tiltak_borte rename to tiltak')
    expect(svar).toMatchObject({ status: 500, kropp: '' })
    expect(await hentinger()).toEqual([])
    expect((await hent(url)).status).toBe(200)
    expect(await hentinger()).toHaveLength(1)
  })

  it('ryddes bort når den har gått ut', async () => {
    await enLenke()
    await b.send()
    b.settTid('2026-11-28T03:00')
    await b.send()
    expect((await alleRader(b))['dokumentlenke']).toEqual([])
  })
})

describe('dokumentet', () => {
  it('lagres av ingen på veien, kjører ingenting, og har et navn uten mer enn referansen', async () => {
    const { hoder } = await hent(await enLenke())
    expect(hoder).toMatchObject({
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename=skolestotte-${s.ref}.html`,
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(hoder['content-security-policy']).toContain("default-src 'none'")
    for (const hode of ['etag', 'x-powered-by', 'set-cookie', 'last-modified'])
      expect(hoder).not.toHaveProperty(hode)
    for (const metode of ['GET', 'POST']) {
      const side = await hent(await enLenke(), metode)
      expect(side.hoder['cache-control']).toBe('no-store')
      expect(side.hoder['referrer-policy']).toBe('no-referrer')
    }
  })

  it('har hver tekst i saken, hvem som skrev, og hvem som har gjort hva', async () => {
    const tekst = somTekst(await dokumentet())
    const { tema, rettelse, ...sakens } = TEKSTER
    for (const [felt, verdi] of Object.entries(sakens)) expect(tekst, felt).toContain(verdi)
    for (const hva of [
      `Alt som er lagret om ${s.ref}`,
      'Fjordvik skole',
      'Atferd på skole eller fritid',
      'Innsatsteam 27. november 2026 kl. 10.15',
      'Hege Helsesykepleier meldte saken',
      'Frida Fagkonsulent ga et bidrag',
      'Rolf Rektor skrev referat',
      'Ansvarlig: Frida Fagkonsulent',
      'Frist 4. desember 2026',
      'Forelder 1, Barnevernet',
      '3.2016',
    ])
      expect(tekst, hva).toContain(hva)
    // These are the meeting's, and other children's.
    for (const ikke of [tema, rettelse, 'K7F3', 'høstferien']) expect(tekst).not.toContain(ikke)
  })

  it('har alt som er lagret om samtykket og oppfølgingen, ikke bare tekstene', async () => {
    const { ktx } = b.bot
    await ktx.db
      .updateTable('samtykke')
      .set({
        unntatt: 'okonomi_bolig',
        andre: 'tolk',
        sprak: 'engelsk',
        tolk: true,
        skjemaversjon: '2.1',
        avsluttende: 'ja',
      })
      .where('sak', '=', s.sak)
      .execute()
    const oppgave = await b.scene.visning(b.frida.chat, 'Vis', 'Gjort')
    await b.frida.trykker(oppgave, 'Gjort')
    const tekst = somTekst(await dokumentet())
    for (const hva of [
      'Økonomi og bolig',
      'tolk',
      'Engelsk',
      '2.1',
      'Drøfte åpent i innsatsteam',
      'Avsluttende møte',
      'Bør bidra',
      'Fritidsklubben',
      'gjort',
    ])
      expect.soft(tekst, hva).toContain(hva)
  })

  it('har tekstene fra alle møtene saken har vært på', async () => {
    b.settTid('2027-01-04T09:00')
    await b.rolf.skriver('/innsatsteam ny 8.1')
    await b.send()
    const skjema = await b.hege.trykker(await b.scene.agenda(), 'Meld sak')
    await b.hege.trykker(skjema, 'Send', { ...EN_SAK, tidligere: s.sak })
    await b.send()
    const agenda = await b.scene.agenda()
    const { id: punkt } = await b.bot.ktx.db
      .selectFrom('punkt')
      .select('id')
      .where('sak', '=', s.sak)
      .orderBy('opprettet', 'desc')
      .executeTakeFirstOrThrow()
    const bidra = await b.odd.sender(agenda, 'bidrag.skjema', { punkt })
    const sendt = await b.odd.trykker(bidra, 'Send', {
      tjeneste: 'fritidsklubb',
      tekst: 'Klubben har åpent hver torsdag.',
    })
    expect(skjermtekst(sendt)).toContain('er lagret')
    const tekst = somTekst(await dokumentet())
    for (const hva of ['27. november 2026', '8. januar 2027', TEKSTER.oppsummering, TEKSTER.bidrag])
      expect(tekst).toContain(hva)
    expect(tekst).toContain('Klubben har åpent hver torsdag.')
    expect(tekst).toContain(EN_SAK.provd)
  })

  it('har aldri barnets navn, heller ikke når alle kan se det i Teams', async () => {
    const saken = await apne()
    expect(skjermtekst(await b.hege.trykker(saken, 'Hvem er dette?'))).toContain(NAVN)
    const html = await dokumentet()
    for (const del of [NAVN, ...NAVN.split(' ')]) {
      expect(html.toLowerCase()).not.toContain(del.toLowerCase())
      expect(somTekst(html).toLowerCase()).not.toContain(del.toLowerCase())
    }
    expect(somTekst(html)).toContain('Barnets navn står ikke i dette dokumentet.')
  })

  it('nevner ikke skolen når barnet har fortrolig adresse', async () => {
    expect(somTekst(await dokumentet())).toContain(OVING.skole.navn)
    await somEier(b, `update sak set vern = 'adresse' where id = '${s.sak}'`)
    const html = await dokumentet()
    expect(somTekst(html)).toContain('ikke oppgitt')
    for (const ikke of [OVING.skole.navn, 'Fjordvik', 'fjordvik', OVING.kanal.id, 'Grupperom 2'])
      expect(html).not.toContain(ikke)
  })

  it('viser det folk har skrevet, som tekst: ingen av deres tegn blir til kode', async () => {
    // Code that the name guard takes for no name.
    const FELLER = [
      '<script>1</script>',
      'Uro <img src="1"> i timen',
      'Uro "><svg/onload="1"> i timen',
      "Vi ser ' onclick='1' ofte",
      'Uro &lt;i&gt; timen </table><h1>overskrift</h1>',
      '<!-- uro --> i timen ${tid} {{tid}}',
    ]
    await b.send()
    b.settTid('2027-01-04T09:00')
    await b.rolf.skriver('/innsatsteam ny 8.1')
    await b.send()
    const agenda = await b.scene.agenda()
    const [beskrivelse = '', onsker = '', provd = '', sporsmal = '', tekst = '', tilbud = ''] = FELLER
    const svar = await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', {
      ...EN_SAK,
      ...{ beskrivelse, onsker, provd, sporsmal },
    })
    const [, ref = ''] = skjermtekst(svar).match(/Saken er meldt som Sak \d+, (\w{4})/) ?? []
    const { id: sak } = await b.bot.ktx.db
      .selectFrom('sak')
      .select('id')
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow()
    const { id: punkt } = await b.bot.ktx.db
      .selectFrom('punkt')
      .select('id')
      .where('sak', '=', sak)
      .executeTakeFirstOrThrow()
    const bidra = await b.frida.sender(iChatten(b.frida), 'bidrag.skjema', { punkt })
    await b.frida.trykker(bidra, 'Send', { tekst, tilbud })
    await somEier(b, "update person set navn = 'Frida <script>alert(5)</script>' where navn like 'Frida %'")

    const html = await dokumentet(b.hege, sak)
    expect(html.length).toBeGreaterThan(1000)
    const merker = [...html.matchAll(/<\/?([a-z0-9!]+)([^>]*)>/gi)].map(m => [m[1]?.toLowerCase(), m[2]])
    const VARE = ['!doctype', 'html', 'head', 'meta', 'title', 'style', 'body', 'h1', 'h2', 'h3', 'p', 'br']
    expect(
      [...new Set(merker.map(m => m[0]))].filter(
        m => ![...VARE, 'table', 'tr', 'th', 'td'].includes(m ?? ''),
      ),
    ).toEqual([])
    expect(merker.filter(([, egenskaper]) => /\bon\w+\s*=/i.test(egenskaper ?? ''))).toEqual([])
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(html).not.toContain('<!-- ')
    const lest = somTekst(html)
    for (const felle of [...FELLER, 'Frida <script>alert(5)</script>']) expect(lest).toContain(felle)
  })

  it('skrives i loggen, én rad for hver gang, på den som laget lenken', async () => {
    const for_ = (await alleRader(b))['logg']?.length ?? 0
    const url = await enLenke(b.rolf)
    expect((await alleRader(b))['logg']).toHaveLength(for_)
    await hent(url)
    await hent(url)
    expect(await hentinger()).toEqual([{ person: ovingsId(b.rolf.person), gjelder: s.ref }])
    expect((await alleRader(b))['logg']).toHaveLength(for_ + 1)
    // The next one who asks is told of it.
    expect(somTekst(await dokumentet())).toMatch(/Rolf Rektor .*(lastet ned|hentet)/)
  })
})
