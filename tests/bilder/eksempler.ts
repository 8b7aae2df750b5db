import { setTimeout as sleep } from 'node:timers/promises'
import type { KyselyPlugin } from 'kysely'
import { DateTime } from 'luxon'
import { SONE } from '../../src/database/kontekst.ts'
import { flyktigMester } from '../../src/database/lokal-mester.ts'
import { apnePglite } from '../../src/database/tilkobling.ts'
import { DEMOVALG } from '../../src/demo/demo.ts'
import { felt as felter, knapper } from '../../src/demo/kort-som-tekst.ts'
import { startKobling } from '../../src/demo/lokal-kobling.ts'
import { leggInnOvingsdata, OVING, ovingsId } from '../../src/demo/ovingskommune.ts'
import { type Deltaker, lagScene, type Skjerm, skjermtekst } from '../../src/demo/scene.ts'
import { type Startvalg, startBot } from '../../src/main.ts'
import { type Rolle, TJENESTE_FOR } from '../../src/tilgang/roller.ts'
import { lagreRolle } from '../../src/tilgang/tilgang-store.ts'
import { etForlop } from '../bygg/et-forlop.ts'
import { apenFilmappe } from '../bygg/graf.ts'
import { tvilstilfelle } from '../bygg/tvil.ts'
import { arshjulet } from './arshjuleksempler.ts'
import { driften } from './drifteksempler.ts'
import type { Eksempel } from './eksempel.ts'
import { forlopene } from './forlopseksempler.ts'
import { installasjonene } from './installasjonseksempler.ts'
import { leveringen } from './leveringseksempler.ts'
import { oppgavelistene } from './oppgaveeksempler.ts'
import { paminnelsene } from './paminnelseeksempler.ts'

/** Every card, as every role that sees it differently: what the real bot sends and answers when its people do the job. */
export async function eksempler(): Promise<Eksempel[]> {
  return [
    ...(await hovedjobben()),
    ...(await samtykket()),
    ...(await oppsettet()),
    ...(await veiledningen()),
    ...(await apenDor()),
    ...(await overdragelsen()),
    ...(await driften(await etRom({ tom: false, start: '2026-11-21T09:00' }))),
    ...(await paminnelsene(await etRom({ tom: false, start: '2026-11-21T09:00' }))),
    ...(await oppgavelistene(await etRom({ tom: false, start: '2026-11-23T09:00' }))),
    ...(await installasjonene(etRom)),
    ...(await leveringen(await etRom({ tom: false, start: '2026-11-23T09:00' }))),
    ...(await arshjulet(etRom)),
    ...(await forlopene(await etRom({ tom: false, start: '2026-11-23T09:00' }))),
  ]
}

export type Rom = Awaited<ReturnType<typeof etRom>>

/** A running bot on an empty or a practice database, with a clock that stands still until it is set. */
export async function etRom(valg: {
  tom: boolean
  start: string
  /** People in the channel who are not of the team. */
  andreIKanalen?: number
  /** Nothing is posted in the channel: the cards go to the participants' own chats. */
  utenKanalkort?: boolean
  graf?: Startvalg['graf']
  vedFjerning?: 'behold' | 'slett'
}) {
  let na = DateTime.fromISO(valg.start, { zone: SONE })
  const kobling = await startKobling()
  const folk = OVING.personer.map(p => ({ id: p.id, aadObjectId: p.oid, name: p.navn }))
  kobling.medlemmer(OVING.team.id, folk)
  kobling.team(OVING.team.id, OVING.team.navn, [{ id: OVING.team.id }, OVING.kanal])
  kobling.medlemmer(OVING.kanal.id, [...folk, ...andreIKanalen(valg.andreIKanalen ?? 0)])
  const database = await apnePglite(undefined, OVING.tenant)
  const mappen: string[] = []
  const felles = {
    ...DEMOVALG,
    graf: {
      filmappe: {
        ...apenFilmappe,
        apne: async () => ({ drive: 'd', mappe: 'm', lesere: mappen, ukjente: false }),
      },
      ...valg.graf,
    },
    mester: flyktigMester(),
    valg: {
      ...(valg.utenKanalkort === true ? { utenKanalkort: ['innsatsteam'] } : {}),
      ...(valg.vedFjerning === undefined ? {} : { vedFjerning: valg.vedFjerning }),
    },
    port: 0,
    loggniva: 'silent',
    na: () => na,
    hvertMs: 3_600_000,
  }
  const bot = await startBot({ ...felles, database })
  // The same database, but nothing is ever ready in time.
  const treg = await startBot({
    ...felles,
    svarfristMs: 0,
    database: { ...database, db: database.db.withPlugin(tregt), lukk: () => Promise.resolve() },
  })
  if (!valg.tom) await leggInnOvingsdata(bot.ktx, kobling.serviceUrl)

  const scene = lagScene({
    botUrl: `http://127.0.0.1:${bot.port}/api/messages`,
    kobling,
    na: () => na.toJSDate(),
  })
  const tregScene = lagScene({
    botUrl: `http://127.0.0.1:${treg.port}/api/messages`,
    kobling,
    na: () => na.toJSDate(),
  })
  const [sara, rolf, siri, hege, frida, odd] = OVING.personer
  const send = () => bot.sender.kjorFerdig()
  const album: Eksempel[] = []

  return {
    /** Who can read the channel's folder besides those who lead. */
    mappen,
    album,
    ktx: bot.ktx,
    db: bot.ktx.db,
    agenda: scene.agenda,
    /** The newest card in the channel with that button. */
    iKanalen: (tittel: string) => scene.visning(OVING.kanal.id, tittel),
    /** That message as it now stands. */
    naStar(skjerm: Skjerm): Skjerm {
      const melding = kobling.meldinger.find(m => m.activityId === skjerm.aktivitet)
      return { ...skjerm, kort: melding?.siste.attachments?.[0]?.content }
    },
    sara: scene.som(sara),
    rolf: scene.som(rolf),
    siri: scene.som(siri),
    hege: scene.som(hege),
    frida: scene.som(frida),
    odd: scene.som(odd),
    tregSara: tregScene.som(sara),

    /** Keeps what is on somebody's screen as one picture. */
    ta(
      navn: string,
      tittel: string,
      rolle: string,
      plass: Eksempel['plass'] & string,
      skjerm: Skjerm,
    ): Skjerm {
      if (skjerm.kort === undefined) throw new Error(`${navn}: ikke noe kort, men «${skjerm.tekst}»`)
      album.push({ navn, tittel, rolle, plass, kort: skjerm.kort })
      return skjerm
    },

    /** Sets the clock, and sends what is due by then; an edit of a card may wait for one that came just before it. */
    async klokka(tid: string) {
      na = DateTime.fromISO(tid, { zone: SONE })
      await send()
    },

    /** Some minutes later: edits that waited for open forms have been sent. */
    async litt() {
      na = na.plus({ minutes: 4 })
      await send()
    },

    /** Types a command, and looks at the newest card in that conversation. */
    async skriver(hvem: Deltaker, tekst: string, hvor: 'kanal' | 'chat' = 'chat'): Promise<Skjerm> {
      await hvem.skriver(tekst, hvor)
      await send()
      return nyeste(hvor === 'kanal' ? OVING.kanal.id : hvem.chat)
    },

    /** Writes to the bot in the channel, and looks at what comes in the author's own chat. */
    async slettMelding(hvem: Deltaker, tekst: string): Promise<Skjerm> {
      await hvem.skriver(tekst, 'kanal')
      await send()
      return nyeste(hvem.chat)
    },

    iChat: async (hvem: Deltaker): Promise<Skjerm> => {
      await send()
      return nyeste(hvem.chat)
    },
    iSamtalen: async (samtale: string): Promise<Skjerm> => nyeste(samtale),
    iTraden: (agenda: Skjerm): Skjerm => nyeste(agenda.samtale),

    async ventPaSent() {
      await treg.bot.ventPaSent()
      await treg.sender.kjorFerdig()
    },

    /** The newest message to this person that says so. */
    async varsel(hvem: Deltaker, sier: string): Promise<Skjerm> {
      await send()
      const funnet = scene.meldinger(hvem.chat).findLast(m => skjermtekst(m).includes(sier))
      if (funnet === undefined) throw new Error(`Ingen melding til ${hvem.navn} sier «${sier}»`)
      return funnet
    },

    async lukk() {
      await treg.stopp()
      await bot.stopp()
      await kobling.stopp()
    },
  }

  function nyeste(samtale: string): Skjerm {
    const melding = kobling.meldinger
      .filter(m => m.slag !== 'slettet' && m.slag !== 'samtale')
      .filter(m => m.conversationId === samtale || m.conversationId.startsWith(`${samtale};`))
      .at(-1)
    if (melding === undefined) throw new Error(`Ingen melding i ${samtale}`)
    return {
      kort: melding.siste.attachments?.[0]?.content,
      tekst: undefined,
      samtale: melding.conversationId,
      aktivitet: melding.activityId,
      status: 200,
    }
  }
}

const andreIKanalen = (antall: number) =>
  Array.from({ length: antall }, (_, nr) => {
    const slutt = String(100 + nr)
    return {
      id: `29:annen-${slutt}`,
      aadObjectId: `00000000-0000-4000-8000-000000000${slutt}`,
      name: 'Annen',
    }
  })

const tregt: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    await sleep(20)
    return result
  },
}

/** The button of that name, counted from 0, when a card has several. */
function trykkPaNr(hvem: Deltaker, skjerm: Skjerm, tittel: string, nr: number): Promise<Skjerm> {
  const knapp = knapper(skjerm.kort).filter(k => k.tittel === tittel)[nr]
  if (knapp === undefined) throw new Error(`Ingen knapp nr. ${nr} «${tittel}»`)
  return hvem.sender(skjerm, knapp.verb, knapp.data)
}

const ATFERD = {
  type: 'atferd',
  beskrivelse:
    'Havner ofte i konflikt i friminuttene og trekker seg unna etterpå. Det har økt siden høstferien, og går nå ut over timene også: Eleven kommer sent inn, og sitter for seg selv resten av dagen.',
  tattOpp: 'begge',
  onsker: 'Eleven ønsker et rolig sted å gå til når det blir mye bråk.',
  provd:
    'Avtale om pauser, og en fast voksen ute i storefri siden uke 43. To samtaler med foreldrene, og en plan for friminuttene som eleven har vært med på å lage. Pauserommet er åpent i alle friminutt, men eleven finner ikke alltid veien dit alene, og de andre i gruppen følger gjerne etter.',
  sporsmal: 'Hvordan kan vi støtte overgangen fra time til friminutt?',
  borBidra: 'skolehelse,fritidsklubb',
}

const BOLIG = {
  type: 'okonomi_bolig',
  beskrivelse: 'Familien må flytte før jul og vet ikke hvor. Eleven er trøtt og har mistet matlysten.',
  tattOpp: 'foreldre',
  onsker: 'Foreldrene ønsker hjelp til å søke bolig i nærheten av skolen.',
  provd: '',
  sporsmal: 'Hvem kan hjelpe familien med søknaden, og hvem følger eleven imens?',
  borBidra: 'oslohjelpa,bv',
}

/** Two guardians' yes to those who usually come. */
const SAMTYKKE = {
  foresatte: '2',
  ja1: 'skole,bv,skolehelse',
  ja2: 'skole,bv,skolehelse',
  fodt: '3.2014',
}

async function hovedjobben(): Promise<Eksempel[]> {
  const b = await etRom({ tom: false, start: '2026-11-21T09:00' })
  const { ta, sara, rolf, siri, hege, frida, odd } = b

  // --- Before the meeting: in the chat ---
  await frida.installerer()
  ta('velkommen-deltaker', 'Velkommen', 'Deltaker', 'chat', await b.iChat(frida))
  ta('hjelp', 'Hjelp', 'Alle', 'chat', await b.skriver(sara, '/hjelp'))
  ta('hjelp-mente-du', 'Ukjent kommando', 'Alle', 'chat', await b.skriver(sara, '/insatsteam'))
  ta('svar-ingen-moter', 'Ingen møter', 'Sosiallærer', 'chat', await b.skriver(sara, '/innsatsteam'))
  ta(
    'svar-helligdag',
    'Dato som ikke går',
    'Sosiallærer',
    'chat',
    await b.skriver(sara, '/innsatsteam ny 25.12'),
  )
  ta(
    'avslag-kalle-inn',
    'Kan ikke kalle inn',
    'Helsesykepleier',
    'kanal',
    await b.skriver(hege, '/innsatsteam ny', 'kanal'),
  )

  // --- The agenda ---
  await sara.skriver('/innsatsteam ny')
  await b.litt()
  let agenda = ta('agenda-ny', 'Agenda, nettopp kalt inn', 'Alle i kanalen', 'kanal', await b.agenda())
  ta('mote-lenke', 'Møtet som er kalt inn', 'Sosiallærer', 'chat', await b.skriver(sara, '/innsatsteam'))
  ta('agenda-ny-deltaker', 'Agenda, nettopp kalt inn', 'Deltaker', 'kanal', await hege.ser(agenda))
  ta(
    'avslag-starte',
    'Kan ikke lede møtet',
    'Helsesykepleier',
    'kanal',
    await hege.trykker(agenda, 'Start møtet'),
  )
  ta(
    'start-for-tidlig',
    'Start før møtedagen: hvem er i rommet?',
    'Rektor',
    'dialog',
    await rolf.trykker(agenda, 'Start møtet'),
  )

  const meldSak = ta(
    'meld-sak',
    'Meld sak',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(agenda, 'Meld sak'),
  )
  const stoppet = ta(
    'meld-sak-navnevakt',
    'Meld sak, stoppet av navnevakten',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(meldSak, 'Send', {
      ...ATFERD,
      beskrivelse:
        'Jonas Nordmann havner ofte i konflikt i friminuttene. Etter høstferien har Jonas trukket seg unna.',
      onsker: 'Jonas’ mor vil gjerne snakke med noen, og kan ringes på 912 34 567.',
    }),
  )
  ta(
    'meld-sak-erstattet',
    'Meld sak, et navn er erstattet',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(stoppet, 'Erstatt alle med «eleven»'),
  )
  ta(
    'meld-sak-uten-samtykke',
    'Meld sak, «åpen» uten samtykke',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(meldSak, 'Send', { ...ATFERD, apenhet: 'apen' }),
  )
  ta(
    'kvittering-sak',
    'Saken er meldt',
    'Helsesykepleier',
    'kanal',
    await hege.trykker(meldSak, 'Send', ATFERD),
  )
  const saksskjema = ta(
    'meld-sak-to-tjenester',
    'Meld sak, med to tjenester',
    'Sosialagent',
    'dialog',
    await siri.trykker(await b.agenda(), 'Meld sak'),
  )
  ta(
    'meld-sak-uten-tjeneste',
    'Meld sak, tjeneste ikke valgt',
    'Sosialagent',
    'dialog',
    await siri.trykker(saksskjema, 'Send', BOLIG),
  )
  await siri.trykker(saksskjema, 'Send', { ...BOLIG, tjeneste: 'bv' })

  const meldTema = ta(
    'meld-tema',
    'Meld tema',
    'Oslohjelpa',
    'dialog',
    await odd.trykker(agenda, 'Meld tema'),
  )
  ta(
    'meld-tema-navnevakt',
    'Meld tema, stoppet av navnevakten',
    'Oslohjelpa',
    'dialog',
    await odd.trykker(meldTema, 'Send', { tekst: 'Uro ved kiosken etter skoletid, helst når Jonas er der.' }),
  )
  await odd.trykker(meldTema, 'Send', {
    tekst: 'Uro ved kiosken etter skoletid. Hva ser dere, og hvem er ute når?',
  })

  const bidra = ta('bidra', 'Bidra', 'Helsesykepleier', 'dialog', await hege.trykker(agenda, 'Bidra'))
  ta(
    'bidra-navnevakt',
    'Bidra, stoppet av navnevakten',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(bidra, 'Send', {
      tekst: 'Jeg har møtt Jonas to ganger.',
      tilbud: 'Fast tid på tirsdager.',
    }),
  )
  ta(
    'bidra-er-dette-et-navn',
    'Bidra, navnevakten lurer på et ord',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(bidra, 'Send', {
      tekst: tvilstilfelle().tekst,
      tilbud: 'Fast tid på tirsdager.',
    }),
  )
  await hege.trykker(bidra, 'Send', {
    tekst: 'Har vært på helsekontoret to ganger i høst og kommer gjerne tilbake.',
    tilbud: 'Fast tid på tirsdager før første time.',
  })
  const toRoller = ta(
    'bidra-to-roller',
    'Bidra, med to tjenester',
    'Oslohjelpa og fritidsklubb',
    'dialog',
    await odd.trykker(agenda, 'Bidra'),
  )
  ta(
    'bidra-uten-tjeneste',
    'Bidra, tjeneste ikke valgt',
    'Oslohjelpa og fritidsklubb',
    'dialog',
    await odd.trykker(toRoller, 'Send', { tekst: 'Vi kjenner familien fra før.' }),
  )

  ta('kvittering-kommer', 'Du er meldt på', 'Rektor', 'kanal', await rolf.trykker(agenda, 'Jeg kommer'))
  for (const en of [sara, siri, hege]) await en.trykker(agenda, 'Jeg kommer')
  await odd.trykker(agenda, 'Kommer ikke')
  await b.litt()
  await b.litt()
  agenda = ta('agenda', 'Agenda med saker, tema og svar', 'Alle i kanalen', 'kanal', await b.agenda())
  ta('agenda-deltaker', 'Agenda med saker, tema og svar', 'Deltaker', 'kanal', await hege.ser(agenda))

  // --- Each person's own view ---
  const visSara = ta(
    'visning-sosiallarer',
    'Åpne agendaen',
    'Sosiallærer',
    'dialog',
    await sara.trykker(agenda, 'Åpne agendaen'),
  )
  ta('visning-rektor', 'Åpne agendaen', 'Rektor', 'dialog', await rolf.trykker(agenda, 'Åpne agendaen'))
  const visHege = ta(
    'visning-helsesykepleier',
    'Åpne agendaen',
    'Helsesykepleier, meldte sak 2',
    'dialog',
    await hege.trykker(agenda, 'Åpne agendaen'),
  )
  ta('endre-sak', 'Endre', 'Helsesykepleier', 'dialog', await hege.trykker(visHege, 'Endre'))
  const visHegesSak = ta(
    'sak-eier',
    'Mer om saken',
    'Helsesykepleier, meldte saken',
    'dialog',
    await hege.trykker(visHege, 'Mer om saken'),
  )
  ta(
    'gjor-apen-uten-samtykke',
    'Gjør åpen uten samtykke',
    'Helsesykepleier, meldte saken',
    'dialog',
    await hege.trykker(visHegesSak, 'Gjør åpen'),
  )
  const sak = ta(
    'sak-uten-samtykke',
    'Mer om saken, samtykke ikke innhentet',
    'Sosiallærer',
    'dialog',
    await sara.trykker(visSara, 'Mer om saken'),
  )
  const skjema = await sara.trykker(sak, 'Registrer samtykke')
  await sara.trykker(await sara.trykker(skjema, 'Registrer samtykke', SAMTYKKE), 'Gjør åpen')
  await b.litt()
  agenda = await b.agenda()
  ta(
    'venter-lagrer',
    'Databasen er treg',
    'Sosiallærer',
    'kanal',
    await b.tregSara.trykker(agenda, 'Jeg kommer'),
  )
  ta(
    'venter-henter',
    'Databasen er treg',
    'Sosiallærer',
    'dialog',
    await b.tregSara.trykker(agenda, 'Åpne agendaen'),
  )
  await b.ventPaSent()
  ta('venter-lagret', 'Det som tok tid, er lagret', 'Sosiallærer', 'chat', await b.iChat(sara))

  // --- Reminders and the deadline ---
  const hegesAgenda = await hege.ser(agenda)
  await b.klokka('2026-11-25T12:00')
  ta(
    'paminnelse-innspill',
    'Påminnelse til den som ikke har svart',
    'Fagkonsulent',
    'chat',
    await b.varsel(frida, 'Kommer du?'),
  )
  ta(
    'samlevarsel-forst',
    'Dagens påminnelser, én',
    'Siri, sosialagent',
    'chat',
    await b.varsel(siri, 'Påminnelser: '),
  )
  await frida.trykker(await b.varsel(frida, 'Kommer du?'), 'Jeg kommer')
  await b.klokka('2026-11-26T12:30')
  // A card that was open since before the deadline still has its buttons.
  ta(
    'frist-ute',
    'Meld sak etter fristen',
    'Helsesykepleier',
    'kanal',
    await trykkPaNr(hege, hegesAgenda, 'Meld sak', 0),
  )
  ta(
    'bidra-etter-fristen',
    'Bidra etter fristen: saken å lese',
    'Helsesykepleier',
    'dialog',
    await trykkPaNr(hege, hegesAgenda, 'Bidra', 0),
  )
  await b.litt()
  agenda = ta('agenda-frist-ute', 'Agenda etter fristen', 'Alle i kanalen', 'kanal', await b.agenda())
  ta('agenda-frist-ute-deltaker', 'Agenda etter fristen', 'Deltaker', 'kanal', await hege.ser(agenda))

  // --- The meeting ---
  await b.klokka('2026-11-27T10:15')
  const rommet = ta(
    'rommet',
    'Start møtet: hvem er i rommet?',
    'Rektor leder',
    'dialog',
    await rolf.trykker(agenda, 'Start møtet'),
  )
  let steg = ta(
    'mote-sist',
    'Møte: siden sist',
    'Rektor leder',
    'dialog',
    await rolf.trykker(rommet, 'Bekreft og start'),
  )
  await b.litt()
  ta('agenda-i-gang', 'Agenda, møtet er i gang', 'Alle i kanalen', 'kanal', await b.agenda())
  steg = await rolf.trykker(steg, 'Gjort')
  ta(
    'mote-sist-svart',
    'Møte: siden sist, besvart',
    'Rektor leder',
    'dialog',
    await trykkPaNr(rolf, steg, 'Videreføres', 0),
  )
  steg = ta('mote-punkt', 'Møte: en sak', 'Rektor leder', 'dialog', await rolf.trykker(steg, 'Neste'))
  const sarasSteg = await sara.trykker(await sara.trykker(agenda, 'Fortsett møtet'), 'Neste')
  ta(
    'mote-punkt-navnevakt',
    'Møte: en sak, stoppet av navnevakten',
    'Rektor leder',
    'dialog',
    await rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Jonas har hatt det bedre om morgenen.' }),
  )
  steg = await rolf.trykker(steg, 'Lagre og nytt tiltak', {
    oppsummering: 'Morgenstarten har gått bedre de siste to ukene.',
    beslutning: 'Fortsetter til jul med samme opplegg.',
    enighet: 'ja',
    tiltakTekst: 'Avtale to nye samtaler hjemme hos familien.',
    ansvarlig: ovingsId(OVING.personer[4]),
    frist: '2026-12-04',
  })
  steg = ta(
    'mote-punkt-tiltak',
    'Møte: en sak med tiltak',
    'Rektor leder',
    'dialog',
    await rolf.trykker(steg, 'Lagre og nytt tiltak', {
      tiltakTekst: 'Ta imot i garderoben mandag, onsdag og fredag.',
      ansvarlig: ovingsId(OVING.personer[0]),
      frist: '2026-12-18',
    }),
  )
  ta(
    'mote-konflikt',
    'Møte: to har skrevet samtidig',
    'Sosiallærer',
    'dialog',
    await sara.trykker(sarasSteg, 'Lagre og neste', {
      oppsummering: 'Kontaktlærer melder at morgenene er roligere.',
      beslutning: 'Fortsetter fram til vinterferien.',
      enighet: 'ikke_spurt',
    }),
  )
  steg = await rolf.trykker(steg, 'Lagre og neste')
  ta('mote-punkt-lang', 'Møte: en sak med lang tekst', 'Rektor leder', 'dialog', steg)
  steg = await rolf.trykker(steg, 'Lagre og neste', {
    oppsummering: 'Bråk og trengsel i garderoben utløser det meste. Pauserommet virker når noen følger dit.',
    beslutning: 'Fast voksen fra garderoben og ut, i fire uker.',
    enighet: 'ikke_spurt',
    tiltakTekst: 'Spørre elev og foreldre om de er enige, og gi beskjed til teamet.',
    ansvarlig: ovingsId(OVING.personer[3]),
    frist: '2026-12-11',
  })
  steg = await rolf.trykker(steg, 'Ta med til neste møte', {
    oppsummering: 'Vi venter på svar fra boligkontoret.',
  })
  steg = ta('mote-tema', 'Møte: et tema', 'Rektor leder', 'dialog', steg)
  steg = await rolf.trykker(steg, 'Lagre og neste', {
    oppsummering: 'Politi og fritidsklubb er ute sammen på fredager.',
  })
  steg = ta('mote-slutt', 'Møte: oppsummering', 'Rektor leder', 'dialog', steg)

  // --- Referat ---
  const utkast = ta(
    'referat-utkast-leder',
    'Referat, utkast',
    'Møteleder',
    'dialog',
    await rolf.trykker(steg, 'Avslutt møtet'),
  )
  await b.litt()
  agenda = ta('agenda-holdt', 'Agenda, møtet er holdt', 'Alle i kanalen', 'kanal', await b.agenda())
  ta(
    'referat-utkast-deltaker',
    'Referat, utkast',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(agenda, 'Les referatet'),
  )
  ta(
    'kvittering-godkjent',
    'Referatet er godkjent',
    'Møteleder',
    'dialog',
    await rolf.trykker(utkast, 'Godkjenn referatet'),
  )
  await b.litt()
  await b.litt()
  agenda = ta('agenda-godkjent', 'Agenda, referatet er godkjent', 'Alle i kanalen', 'kanal', await b.agenda())
  ta('varsel-godkjent', 'Referat godkjent', 'Alle i kanalen', 'kanal', b.iTraden(agenda))
  const referat = await hege.trykker(agenda, 'Les referatet')
  const rettelse = ta(
    'rettelse',
    'Legg til rettelse',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(referat, 'Legg til rettelse'),
  )
  ta(
    'referat-rettet',
    'Referat, godkjent, med rettelse',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(rettelse, 'Lagre', {
      tekst: 'I sak 2 skal fristen være avtalt med kontaktlærer også.',
    }),
  )
  ta(
    'referat-last-ned',
    'Referatet som Word: lenken',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(referat, 'Last ned som Word'),
  )
  b.mappen.push('en-annen')
  const lest = await rolf.trykker(agenda, 'Les referatet')
  ta(
    'referat-ikke-i-mappen',
    'Kanalens mappe kan leses av flere',
    'Rektor',
    'dialog',
    await rolf.trykker(lest, 'Lagre i kanalens mappe'),
  )
  b.mappen.pop()
  ta(
    'referat-lagres',
    'Referatet lagres i kanalens mappe',
    'Rektor',
    'dialog',
    await rolf.trykker(lest, 'Lagre i kanalens mappe'),
  )
  await b.litt()
  ta(
    'referat-lagret',
    'Referatet er lagret i kanalens mappe',
    'Rektor',
    'dialog',
    await rolf.trykker(agenda, 'Les referatet'),
  )
  const fjern = ta(
    'fjern-tekst',
    'Fjern tekst nå',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(referat, 'Fjern tekst nå'),
  )
  const valg = fjernbar(fjern)
  ta(
    'kvittering-fjernet',
    'Teksten er fjernet',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(fjern, 'Fjern teksten', { tekst: valg }),
  )
  ta('varsel-tekst-fjernet', 'Til møtelederen: tekst er fjernet', 'Møteleder', 'chat', await b.iChat(rolf))
  ta(
    'agenda-etter-motet',
    'Åpne agendaen etter møtet',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(agenda, 'Åpne agendaen'),
  )

  // --- Oppfølging ---
  const ny = ta(
    'oppgave-ny',
    'Ny oppfølging',
    'Fagkonsulent',
    'chat',
    await b.varsel(frida, 'Du har fått en oppfølging'),
  )
  ta('oppgave-vis', 'Oppfølgingen, med tekst', 'Fagkonsulent', 'dialog', await frida.trykker(ny, 'Vis'))
  const ikkeEnig = await b.varsel(hege, 'Du har fått en oppfølging')
  ta(
    'oppgave-vis-ikke-enige',
    'Oppfølgingen, familien er ikke spurt',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(ikkeEnig, 'Vis'),
  )
  ta('oppgave-utsett', 'Utsett', 'Fagkonsulent', 'dialog', await frida.trykker(ny, 'Utsett'))
  const giVidere = ta(
    'oppgave-gi-videre',
    'Gi videre',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(ikkeEnig, 'Gi videre'),
  )
  ta(
    'oppgave-hjelp',
    'Du har bedt om hjelp',
    'Fagkonsulent',
    'chat',
    await frida.trykker(ny, 'Trenger hjelp'),
  )
  ta('varsel-hjelp', 'Noen trenger hjelp', 'Møteleder', 'chat', await b.iChat(rolf))
  await hege.trykker(giVidere, 'Gi videre', { til: ovingsId(OVING.personer[2]) })
  await b.litt()
  ta('oppgave-gitt-videre', 'Gitt videre', 'Helsesykepleier', 'chat', await b.iChat(hege))
  await b.klokka('2026-12-02T08:00')
  await b.klokka('2026-12-07T08:00')
  ta(
    'oppgaver',
    'Mine oppfølginger',
    'Fagkonsulent',
    'chat',
    await frida.trykker(await b.skriver(frida, '/oppgaver'), 'Vis'),
  )
  ta('oppgaver-lenke', 'Svar på /oppgaver', 'Fagkonsulent', 'chat', await b.skriver(frida, '/oppgaver'))
  ta('oppgaver-ingen', 'Ingen oppfølginger', 'Oslohjelpa', 'chat', await b.skriver(odd, '/oppgaver'))
  ta('oppgave-gjort', 'Gjort', 'Fagkonsulent', 'chat', await frida.trykker(ny, 'Gjort'))
  const hjelp = await b.skriver(odd, '/hjelp')
  ta(
    'oppgaver-tom',
    'Mine oppfølginger, ingen',
    'Oslohjelpa',
    'chat',
    await odd.trykker(hjelp, 'Mine oppfølginger'),
  )

  await b.lukk()
  return b.album
}

/** The lamp, the consent, who is in the room, the register of names, and what is deleted. */
async function samtykket(): Promise<Eksempel[]> {
  const b = await etRom({ tom: false, start: '2026-11-21T09:00', andreIKanalen: 41 })
  const { ta, sara, rolf, siri, hege, frida, odd } = b
  for (const en of [sara, rolf, siri, hege, frida]) await en.installerer()
  await sara.skriver('/innsatsteam ny')
  await b.litt()
  await b.litt()
  ta(
    'varsel-bred-kanal',
    'Kanalen leses av mange',
    'Sosiallærer, kalte inn',
    'chat',
    await b.varsel(sara, 'Kanalen kan leses av'),
  )
  let agenda = await b.agenda()
  await hege.trykker(await hege.trykker(agenda, 'Meld sak'), 'Send', ATFERD)
  await siri.trykker(await siri.trykker(agenda, 'Meld sak'), 'Send', { ...BOLIG, tjeneste: 'bv' })

  // --- The register is off until an administrator turns it on ---
  let oppsett = ta(
    'oppsett-register-av',
    'Oppsett, navneregisteret er av',
    'Administrator',
    'dialog',
    await sara.trykker(await b.skriver(sara, '/oppsett', 'kanal'), 'Åpne oppsettet'),
  )
  oppsett = ta(
    'oppsett-register-pa',
    'Oppsett, navneregisteret er på',
    'Administrator',
    'dialog',
    await sara.trykker(oppsett, 'Slå på navneregisteret'),
  )

  // --- Asking for a consent, and registering it ---
  const visning = await sara.trykker(agenda, 'Åpne agendaen')
  const heges = await trykkPaNr(sara, visning, 'Mer om saken', 1)
  ta(
    'kvittering-minnet-om',
    'Den som meldte saken, er minnet om å innhente',
    'Sosiallærer',
    'dialog',
    await sara.trykker(heges, 'Minn om å innhente'),
  )
  ta(
    'varsel-innhent',
    'Innhent samtykke',
    'Helsesykepleier, meldte saken',
    'chat',
    await b.varsel(hege, 'Innhent samtykke i'),
  )
  const sak = await trykkPaNr(sara, visning, 'Mer om saken', 0)
  const tomt = ta(
    'samtykke-tomt',
    'Samtykke, ikke registrert',
    'Sosiallærer',
    'dialog',
    await sara.trykker(sak, 'Registrer samtykke'),
  )
  ta(
    'samtykke-feil',
    'Samtykke, en tjeneste står to steder',
    'Sosiallærer',
    'dialog',
    await sara.trykker(tomt, 'Registrer samtykke', { ...SAMTYKKE, nei2: 'bv' }),
  )
  const utfylt = {
    ...SAMTYKKE,
    ja1: `${SAMTYKKE.ja1},fritidsklubb,oslohjelpa`,
    ja2: `${SAMTYKKE.ja2},fritidsklubb,oslohjelpa`,
    fodt: '12.2011',
    hvordan: 'muntlig',
    sprak: 'annet',
    tolk: 'true',
    andre: 'tolk',
    gyldigTil: '2027-01-15',
  }
  const registrert = ta(
    'kvittering-samtykke',
    'Samtykket er registrert, saken er ikke åpen',
    'Sosiallærer',
    'dialog',
    await sara.trykker(tomt, 'Registrer samtykke', utfylt),
  )
  ta(
    'samtykke-utfylt',
    'Endre samtykke',
    'Sosiallærer',
    'dialog',
    await sara.trykker(registrert, 'Endre samtykke'),
  )
  const gronn = ta(
    'sak-gronn',
    'Mer om saken, grønn',
    'Sosiallærer',
    'dialog',
    await sara.trykker(registrert, 'Gjør åpen'),
  )
  const navneskjema = ta(
    'navneregister',
    'Navn i registeret',
    'Sosiallærer',
    'dialog',
    await sara.trykker(gronn, 'Navn i registeret'),
  )
  const medNavn = ta(
    'kvittering-navn',
    'Navnet er lagret',
    'Sosiallærer',
    'dialog',
    await sara.trykker(navneskjema, 'Lagre navnet', { navn: 'Navn Navnesen' }),
  )
  ta(
    'hvem-er-dette',
    'Hvem er dette?',
    'Sosiallærer',
    'dialog',
    await sara.trykker(medNavn, 'Hvem er dette?'),
  )
  await b.litt()
  agenda = await b.agenda()
  ta('agenda-gronn-deltaker', 'Agenda med en grønn sak', 'Deltaker', 'kanal', await frida.ser(agenda))
  ta(
    'sak-gronn-deltaker',
    'Mer om saken, grønn',
    'Fagkonsulent',
    'dialog',
    await frida.trykker(await frida.trykker(agenda, 'Åpne agendaen'), 'Mer om saken'),
  )

  // --- A case that is not for here ---
  const siris = await siri.trykker(agenda, 'Åpne agendaen')
  ta(
    'kvittering-rod',
    'Åpne agendaen, en sak er gjort rød',
    'Sosialagent, meldte saken',
    'dialog',
    await siri.trykker(await siri.trykker(siris, 'Endre'), 'Lagre', { vern: 'vold' }),
  )
  await b.litt()
  agenda = await b.agenda()
  ta('agenda-rod-deltaker', 'Agenda med en rød sak', 'Deltaker', 'kanal', await odd.ser(agenda))
  ta(
    'visning-rod',
    'Åpne agendaen, en rød sak',
    'Oslohjelpa',
    'dialog',
    await odd.trykker(agenda, 'Åpne agendaen'),
  )
  const sarasVisning = await sara.trykker(agenda, 'Åpne agendaen')
  ta(
    'sak-rod',
    'Mer om saken, rød',
    'Sosiallærer',
    'dialog',
    await trykkPaNr(sara, sarasVisning, 'Mer om saken', 2),
  )

  // --- Withdrawn for one service, and the history ---
  const fraSarasVisning = await trykkPaNr(sara, sarasVisning, 'Mer om saken', 0)
  ta(
    'kvittering-trukket-for',
    'Trukket for én tjeneste',
    'Sosiallærer',
    'dialog',
    await trykkPaNr(sara, fraSarasVisning, 'Trekk', 3),
  )
  ta(
    'samtykke-historikk',
    'Samtykke, historikk',
    'Sosiallærer',
    'dialog',
    await sara.trykker(fraSarasVisning, 'Historikk'),
  )
  ta('svar-sak', 'Svar på /sak K7F3', 'Sosiallærer', 'chat', await b.skriver(sara, '/sak K7F3'))

  // --- In the meeting ---
  await b.klokka('2026-11-27T10:15')
  let steg = await rolf.trykker(await rolf.starter(agenda), 'Neste')
  steg = ta('mote-gul', 'Møte: gul, en tjeneste mangler ja', 'Rektor leder', 'dialog', steg)
  steg = ta(
    'mote-forlatt',
    'Møte: grønn, en tjeneste har forlatt rommet',
    'Rektor leder',
    'dialog',
    await rolf.trykker(steg, 'Fritidsklubben har forlatt rommet'),
  )
  const rommet = ta(
    'rommet-i-motet',
    'Hvem er i rommet? midt i møtet',
    'Rektor leder',
    'dialog',
    await rolf.trykker(await rolf.trykker(steg, 'Forrige'), 'Hvem er i rommet?'),
  )
  ta(
    'rommet-feil',
    'Hvem er i rommet? ingen valgt',
    'Rektor leder',
    'dialog',
    await rolf.trykker(rommet, 'Lagre', { tjenester: '' }),
  )
  steg = ta(
    'kvittering-rommet',
    'Lagret hvem som er i rommet',
    'Rektor leder',
    'dialog',
    await rolf.trykker(rommet, 'Lagre', { tjenester: 'skole,bv,skolehelse' }),
  )
  steg = ta('mote-gronn', 'Møte: grønn', 'Rektor leder', 'dialog', await rolf.trykker(steg, 'Neste'))
  steg = await rolf.trykker(steg, 'Lagre og neste', { oppsummering: 'Morgenstarten har gått bedre.' })
  steg = await rolf.trykker(steg, 'Lagre og neste', {
    oppsummering: 'Pauserommet virker når noen følger dit.',
    tiltakTekst: 'Følge til pauserommet i fire uker.',
    ansvarlig: ovingsId(OVING.personer[4]),
    frist: '2026-12-11',
  })
  steg = ta('mote-rod', 'Møte: rød, det skrives ikke noe her', 'Rektor leder', 'dialog', steg)
  steg = await rolf.trykker(await rolf.trykker(steg, 'Neste'), 'Avslutt møtet')
  await rolf.trykker(steg, 'Godkjenn referatet')
  await b.litt()
  const oppgave = await b.varsel(frida, 'Du har fått en oppfølging')

  // --- A service that has lost its yes keeps the reference alone ---
  const sakIChat = async () => sara.trykker(await b.skriver(sara, '/sak K7F3'), 'Åpne saken')
  await trykkPaNr(sara, await sakIChat(), 'Trekk', 1)
  await b.litt()
  ta(
    'oppgaver-trukket',
    'Mine oppfølginger, samtykket er trukket for tjenesten',
    'Fagkonsulent',
    'chat',
    await frida.trykker(await b.skriver(frida, '/oppgaver'), 'Vis'),
  )
  ta(
    'sak-trukket',
    'Mer om saken, hele samtykket er trukket',
    'Sosiallærer',
    'dialog',
    await sara.trykker(await trykkPaNr(sara, sarasVisning, 'Mer om saken', 0), 'Trekk hele samtykket'),
  )
  const igjen = await sara.trykker(await sakIChat(), 'Registrer samtykke')
  await sara.trykker(igjen, 'Registrer samtykke', utfylt)

  // --- What is told of by itself ---
  await b.klokka('2026-12-01T08:00')
  ta(
    'varsel-alder',
    'Barnets eget svar trengs nå',
    'Sosiallærer',
    'chat',
    await b.varsel(sara, 'barnets eget svar'),
  )
  await b.klokka('2026-12-16T08:00')
  ta(
    'varsel-utloper',
    'Samtykket utløper',
    'Sosiallærer',
    'chat',
    await b.varsel(sara, 'Spør på nytt i god tid'),
  )
  for (const tid of ['2027-02-11T03:00', '2027-02-11T08:00']) await b.klokka(tid)
  ta(
    'varsel-slettes-snart',
    'Saken slettes om to uker',
    'Helsesykepleier, meldte saken',
    'chat',
    await b.varsel(hege, 'Last ned det som skal i arkivet'),
  )

  // --- Everything about a case, and its deletion ---
  const ref = skjermtekst(await b.varsel(hege, 'Last ned det som skal i arkivet')).match(
    /[A-Z]\d[A-Z]\d/,
  )?.[0]
  const heges2 = await hege.trykker(await b.skriver(hege, `/sak ${ref}`), 'Åpne saken')
  ta(
    'innsyn-klar',
    'Alt om saken kan lastes ned',
    'Helsesykepleier, meldte saken',
    'dialog',
    await hege.trykker(heges2, 'Last ned alt om saken'),
  )
  const slett = ta(
    'slett-sak',
    'Slett saken',
    'Helsesykepleier, meldte saken',
    'dialog',
    await hege.trykker(heges2, 'Slett saken'),
  )
  ta(
    'slett-sak-ubekreftet',
    'Slett saken, arkivet er ikke bekreftet',
    'Helsesykepleier, meldte saken',
    'dialog',
    await hege.trykker(slett, 'Slett for godt'),
  )
  ta(
    'slettekvittering',
    'Saken er slettet',
    'Helsesykepleier, meldte saken',
    'dialog',
    await hege.trykker(slett, 'Slett for godt', { arkivert: 'true' }),
  )
  await b.litt()
  ta(
    'varsel-slettet',
    'Kvittering for det som er slettet',
    'Rektor',
    'chat',
    await b.varsel(rolf, 'er slettet'),
  )
  ta('kort-tomt', 'Oppfølgingen i en slettet sak', 'Fagkonsulent', 'chat', b.naStar(oppgave))

  await b.lukk()
  return [...b.album, ...(await utenKanalkort())]
}

/** What concerns one family is not posted in the channel at all. */
async function utenKanalkort(): Promise<Eksempel[]> {
  const b = await etRom({ tom: false, start: '2026-11-21T09:00', utenKanalkort: true })
  await b.hege.installerer()
  await b.sara.skriver('/innsatsteam ny')
  await b.litt()
  b.ta(
    'agenda-i-chatten',
    'Agendaen i chatten, ingenting i kanalen',
    'Helsesykepleier',
    'chat',
    await b.varsel(b.hege, 'Innspill innen'),
  )
  await b.lukk()
  return b.album
}

/** Binding the channel, giving roles, and what happens to a meeting that is moved or cancelled. */
async function oppsettet(): Promise<Eksempel[]> {
  const b = await etRom({ tom: true, start: '2026-11-23T09:00' })
  const { ta, sara, rolf } = b
  await sara.installerer()
  ta('velkommen-administrator', 'Velkommen', 'Administrator', 'chat', await b.iChat(sara))
  await rolf.installerer()
  ta('velkommen-uten-rolle', 'Velkommen', 'Uten rolle', 'chat', await b.iChat(rolf))
  ta(
    'svar-kanal-uten-skole',
    'Kanalen har ingen skole',
    'Rektor',
    'kanal',
    await b.skriver(rolf, '/innsatsteam ny', 'kanal'),
  )
  const lenke = ta(
    'oppsett-lenke',
    'Svar på /oppsett',
    'Administrator',
    'kanal',
    await b.skriver(sara, '/oppsett', 'kanal'),
  )
  ta(
    'avslag-oppsett',
    'Kan ikke gjøre oppsettet',
    'Rektor',
    'kanal',
    await rolf.trykker(lenke, 'Åpne oppsettet'),
  )
  let oppsett = ta(
    'oppsett-uten-skole',
    'Oppsett, ingen skole',
    'Administrator',
    'dialog',
    await sara.trykker(lenke, 'Åpne oppsettet'),
  )
  await sara.trykker(oppsett, 'Lagre', { skolenavn: 'Fjordvik skole' })
  oppsett = ta(
    'oppsett-knyttet',
    'Oppsett, skolen er knyttet',
    'Administrator',
    'dialog',
    await sara.trykker(lenke, 'Åpne oppsettet'),
  )
  for (const [nr, rolle] of [
    [1, 'rektor'],
    [2, 'sosialagent'],
    [3, 'helsesykepleier'],
  ] as const) {
    oppsett = await sara.trykker(oppsett, 'Gi rolle', { person: ovingsId(OVING.personer[nr]), rolle })
  }
  ta('oppsett-roller', 'Oppsett med roller', 'Administrator', 'dialog', oppsett)
  for (const ord of ['Trollhaugen', 'Bakkestien'])
    oppsett = await sara.trykker(oppsett, 'Legg til ord', { ord })
  ta(
    'oppsett-ord',
    'Oppsett med ord som ikke er navn',
    'Administrator',
    'dialog',
    await sara.trykker(oppsett, 'Legg til ord', { ord: 'Jonas' }),
  )
  ta(
    'svar-slett-melding',
    'En melding i kanalen hadde et navn',
    'Sosiallærer',
    'chat',
    await b.slettMelding(sara, 'Jonas Nordmann har vært borte i dag.'),
  )

  await rolf.skriver('/innsatsteam ny 4.12 kl 10:15')
  await b.litt()
  const agenda = ta('agenda-tom', 'Agenda uten saker', 'Alle i kanalen', 'kanal', await b.agenda())
  ta(
    'visning-tom',
    'Åpne agendaen, ingen saker',
    'Rektor',
    'dialog',
    await rolf.trykker(agenda, 'Åpne agendaen'),
  )
  await b.litt()
  await b.skriver(rolf, '/innsatsteam flytt 7.12 kl 13')
  await b.litt()
  ta('varsel-flyttet', 'Møtet er flyttet', 'Alle i kanalen', 'kanal', b.iTraden(agenda))
  await b.skriver(rolf, '/innsatsteam avlys')
  await b.litt()
  const avlyst = ta('varsel-avlyst', 'Møtet er avlyst', 'Alle i kanalen', 'kanal', b.iTraden(agenda))
  ta('agenda-avlyst', 'Agenda, avlyst', 'Alle i kanalen', 'kanal', b.naStar(agenda))
  await rolf.trykker(avlyst, 'Angre avlysningen')
  await b.litt()
  ta('varsel-gjenopptatt', 'Møtet blir holdt likevel', 'Alle i kanalen', 'kanal', b.iTraden(agenda))

  await b.lukk()
  return b.album
}

/** The routines, what the municipality shares, and the way to a melding. */
async function veiledningen(): Promise<Eksempel[]> {
  const b = await etRom({ tom: false, start: '2026-11-21T09:00' })
  const { ta, sara, rolf, hege } = b

  ta('rutiner', 'Rutinene', 'Alle', 'chat', await b.skriver(hege, '/rutine'))
  for (const [navn, skrevet] of [
    ['innsatsteam', 'innsatsteam'],
    ['bekymringsmelding', '1'],
    ['vold', '2'],
    ['tiltak', '3'],
    ['aktiv-sak', '4'],
    ['apen-dor', 'åpen dør'],
  ] as const)
    ta(`rutine-${navn}`, 'En rutine', 'Alle', 'chat', await b.skriver(hege, `/rutine ${skrevet}`))
  const vold = await b.skriver(hege, '/rutine vold')
  ta('meldeplikt-vold', 'Meldeplikt, ved vold', 'Alle', 'dialog', await hege.trykker(vold, 'Meldeplikt'))
  ta('meldeplikt', 'Meldeplikt', 'Alle', 'chat', await b.skriver(hege, '/meldeplikt'))

  await b.skriver(sara, '/innsatsteam ny', 'kanal')
  const skjema = await hege.trykker(await b.agenda(), 'Meld sak')
  ta(
    'meld-sak-ikke-her',
    'Meld sak, saken skal ikke hit',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(skjema, 'Send', { ...ATFERD, vern: 'vold' }),
  )

  const lenke = ta('ressurser-lenke', 'Delte lenker', 'Alle', 'chat', await b.skriver(rolf, '/ressurser'))
  ta('ressurser', 'Delte lenker', 'Rektor', 'dialog', await rolf.trykker(lenke, 'Vis lenkene'))
  const liste = ta(
    'ressurser-administrator',
    'Delte lenker',
    'Administrator',
    'dialog',
    await sara.trykker(lenke, 'Vis lenkene'),
  )
  let endre = ta(
    'ressurser-endre',
    'Endre de delte lenkene',
    'Administrator',
    'dialog',
    await sara.trykker(liste, 'Legg til eller ta bort'),
  )
  ta(
    'ressurser-ugyldig-lenke',
    'Endre de delte lenkene, lenken er ikke trygg',
    'Administrator',
    'dialog',
    await sara.trykker(endre, 'Legg til', {
      kategori: 'kurs',
      tittel: 'Kurs i møteledelse',
      lenke: 'http://oving.example/kurs',
    }),
  )
  ta(
    'ressurser-navnevakt',
    'Endre de delte lenkene, stoppet av navnevakten',
    'Administrator',
    'dialog',
    await sara.trykker(endre, 'Legg til', {
      kategori: 'maler',
      tittel: 'Plan for Jonas Nordmann',
      lenke: 'https://oving.example/plan',
    }),
  )
  endre = ta(
    'ressurser-tatt-bort',
    'Endre de delte lenkene, én er tatt bort',
    'Administrator',
    'dialog',
    await sara.trykker(endre, 'Ta bort'),
  )
  for (const _ of [1, 2]) endre = await sara.trykker(endre, 'Ta bort')
  ta('ressurser-tom', 'Ingen delte lenker', 'Rektor', 'dialog', await rolf.trykker(lenke, 'Vis lenkene'))
  ta(
    'meldeplikt-uten-kanaler',
    'Meldeplikt, ingen kanaler er lagt inn',
    'Alle',
    'chat',
    await b.skriver(hege, '/meldeplikt'),
  )

  await b.lukk()
  return b.album
}

/** The first text one may take away, as the form sends it. */
function fjernbar(skjerm: Skjerm): string {
  const [felt] = felter(skjerm.kort)
  return felt?.valg?.at(0)?.verdi ?? ''
}

async function apenDor(): Promise<Eksempel[]> {
  const b = await etRom({ tom: false, start: '2026-11-20T09:00' })
  const { ta, sara, hege, frida } = b
  const visFrida = ta(
    'apendor-fagkonsulent',
    'Svar på /åpendør',
    'Fagkonsulent',
    'chat',
    await b.skriver(frida, '/åpendør'),
  )
  ta('apendor-sosiallarer', 'Svar på /åpendør', 'Sosiallærer', 'chat', await b.skriver(sara, '/åpendør'))
  ta('apendor-ansatt', 'Svar på /åpendør', 'Helsesykepleier', 'chat', await b.skriver(hege, '/åpendør'))
  ta(
    'apendor-ukjent-dato',
    'Dato som ikke går',
    'Fagkonsulent',
    'chat',
    await b.skriver(frida, '/åpendør ny blåbær'),
  )
  ta(
    'apendor-avslag',
    'Kan ikke sette opp åpen dør',
    'Helsesykepleier',
    'chat',
    await b.skriver(hege, '/åpendør ny'),
  )
  ta(
    'apendor-finnes-alt',
    'Den er satt opp fra før',
    'Fagkonsulent',
    'chat',
    await b.skriver(frida, '/åpendør ny'),
  )
  ta(
    'apendor-satt-opp',
    'Den er satt opp',
    'Fagkonsulent',
    'chat',
    await b.skriver(frida, '/åpendør ny 8.12'),
  )
  await b.litt()
  const kort = ta('apendor', 'Åpen dør', 'Alle i kanalen', 'kanal', await b.iKanalen('Jeg vil drøfte noe'))
  const hvem = ta(
    'apendor-hvem',
    'Meld på: hvem',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(kort, 'Jeg vil drøfte noe'),
  )
  const trinn = ta(
    'apendor-trinn',
    'Meld på: trinn',
    'Helsesykepleier',
    'dialog',
    await hege.trykker(hvem, 'Helsesykepleier'),
  )
  ta('apendor-meldt', 'Meldt på', 'Helsesykepleier', 'dialog', await hege.trykker(trinn, '5.–7. trinn'))
  await b.litt()
  ta('apendor-pameldt', 'Åpen dør, en er meldt på', 'Alle i kanalen', 'kanal', b.naStar(kort))
  ta(
    'apendor-avlyst-eget',
    'Avlyst',
    'Sosiallærer',
    'kanal',
    await sara.sender(kort, 'apendor.avlys', knapper(kort.kort)[0]?.data),
  )
  await b.litt()
  ta('apendor-avlyst', 'Åpen dør, avlyst', 'Alle i kanalen', 'kanal', b.naStar(kort))
  const avlyst = ta('apendor-varsel-avlyst', 'Den er avlyst', 'Alle i kanalen', 'kanal', b.iTraden(kort))
  await sara.trykker(avlyst, 'Angre avlysningen')
  await b.litt()
  ta('apendor-varsel-gjenopptatt', 'Den blir likevel', 'Alle i kanalen', 'kanal', b.iTraden(kort))

  const fast = ta(
    'apendor-fast',
    'Fast avtale: hva slags',
    'Fagkonsulent',
    'chat',
    await b.skriver(frida, '/åpendør fast 23.11 kl 10'),
  )
  const satt = ta(
    'apendor-fast-satt-opp',
    'Fast avtale er satt opp',
    'Fagkonsulent',
    'chat',
    await frida.trykker(fast, 'Elevsaksmøte'),
  )
  ta(
    'apendor-liste-tom',
    'Listen, ingen drøftinger',
    'Fagkonsulent',
    'dialog',
    await frida.trykker(satt, 'Åpne listen'),
  )

  await b.klokka('2026-11-23T14:30')
  const idag = knapper(visFrida.kort)[0]?.data
  let liste = ta(
    'apendor-liste',
    'Listen',
    'Fagkonsulent',
    'dialog',
    await frida.sender(visFrida, 'apendor.liste', idag),
  )
  const gammel = liste
  liste = await frida.trykker(liste, 'Kom uanmeldt')
  liste = await frida.trykker(liste, 'Kom uanmeldt')
  liste = await frida.trykker(liste, 'Veiledet')
  const instans = ta(
    'apendor-instans',
    'Annen instans: hvilken',
    'Fagkonsulent',
    'dialog',
    await frida.trykker(liste, 'Annen instans'),
  )
  liste = await frida.trykker(instans, 'Oslohjelpa')
  liste = ta(
    'apendor-liste-meldeplikt',
    'Listen, meldeplikten er utløst',
    'Fagkonsulent',
    'dialog',
    await frida.trykker(liste, 'Meldeplikten utløst'),
  )
  liste = await frida.trykker(liste, 'Ikke ennå')
  liste = await frida.trykker(liste, 'Meldeplikten utløst')
  ta(
    'apendor-liste-fort',
    'Listen, alt er ført',
    'Fagkonsulent',
    'dialog',
    await trykkPaNr(frida, liste, 'Ja, sendt', 1),
  )
  ta(
    'apendor-endret-av-annen',
    'Noen har endret det imens',
    'Fagkonsulent',
    'dialog',
    await frida.trykker(gammel, 'Ingen videre'),
  )
  await b.klokka('2026-11-24T08:00')
  const paminnelse = ta(
    'apendor-paminnelse',
    'Påminnelse om melding',
    'Fagkonsulent',
    'chat',
    await b.varsel(frida, 'kan trenge en melding'),
  )
  ta(
    'apendor-sendt',
    'Meldingen er sendt',
    'Fagkonsulent',
    'chat',
    await frida.trykker(paminnelse, 'Ja, sendt'),
  )
  ta(
    'apendor-over',
    'Meld på, tiden er ute',
    'Helsesykepleier',
    'kanal',
    await hege.sender(kort, 'apendor.meld', {
      ...objekt(idag),
      drofting: crypto.randomUUID(),
      gruppe: 'larer',
      trinn: '1-4',
    }),
  )
  await b.lukk()
  return b.album
}

const objekt = (verdi: unknown) => (typeof verdi === 'object' && verdi !== null ? { ...verdi } : {})

/** A new kontaktperson who is to ring, what follows when nobody does, and a sosiallærer who takes over. */
async function overdragelsen(): Promise<Eksempel[]> {
  const b = await etRom({ tom: false, start: '2026-11-23T09:00' })
  const { ta, sara, rolf, siri, hege, frida } = b
  const gir = (hvem: Deltaker, rolle: Rolle) =>
    lagreRolle(b.ktx, OVING.skole.id, {
      person: ovingsId(hvem.person),
      rolle,
      tjeneste: TJENESTE_FOR[rolle],
    })
  await gir(rolf, 'avdelingsleder')
  await gir(siri, 'kontaktperson')
  for (const hvem of [sara, rolf, siri, hege]) await hvem.installerer()
  await etForlop(b.ktx, frida.person, siri.person)
  const kort = ta(
    'varsel-ny-kontakt',
    'Ny kontaktperson',
    'Kontaktperson',
    'chat',
    await b.varsel(siri, 'Du er ny kontaktperson'),
  )
  await b.klokka('2026-12-01T08:00')
  ta('varsel-eskalert', 'Ingen har ringt', 'Avdelingsleder', 'chat', await b.varsel(rolf, 'har ikke ringt'))
  await b.klokka('2026-12-22T08:00')
  ta(
    'varsel-overforing',
    'Overføringen tar lang tid',
    'Sosiallærer',
    'chat',
    await b.varsel(sara, 'Ta kontakt med'),
  )
  ta(
    'kvittering-har-ringt',
    'Kontaktpersonen har ringt',
    'Kontaktperson',
    'chat',
    await siri.trykker(kort, 'Jeg har ringt'),
  )
  const oppsett = await sara.trykker(await b.skriver(sara, '/oppsett', 'kanal'), 'Åpne oppsettet')
  await sara.sender(oppsett, 'oppsett.fjern-rolle', { hvem: ovingsId(sara.person), hvilken: 'sosiallarer' })
  await b.klokka('2026-12-22T08:40')
  ta('varsel-rolle-venter', 'Ingen har rollen', 'Rektor', 'chat', await b.varsel(rolf, 'venter på ny'))
  await sara.sender(oppsett, 'oppsett.gi-rolle', { person: ovingsId(hege.person), rolle: 'sosiallarer' })
  ta('varsel-ny-rolle', 'Ny sosiallærer', 'Sosiallærer', 'chat', await b.varsel(hege, 'Du er ny sosiallærer'))
  await b.lukk()
  return b.album
}
