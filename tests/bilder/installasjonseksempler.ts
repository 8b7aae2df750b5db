import { OVING } from '../../src/demo/ovingskommune.ts'
import { leggIKalenderen } from '../bygg/kalender.ts'
import type { Eksempel } from './eksempel.ts'
import type { etRom } from './eksempler.ts'

const LENKE = 'https://teams.example/l/meetup-join/oving'
/** Titles that say a role, as Microsoft 365 has them. */
const TEAMGRUPPE = {
  erTeameier: async () => false,
  medlemmer: async () =>
    OVING.personer.map((p, nr) => ({ oid: p.oid, navn: p.navn, stilling: p.etternavn, eier: nr === 1 })),
}

/** The app comes to a team, is set up in three presses, goes with a meeting, and is taken out again. */
export async function installasjonene(rom: typeof etRom): Promise<Eksempel[]> {
  const b = await rom({
    tom: true,
    start: '2026-11-23T09:00',
    graf: { teamgruppe: TEAMGRUPPE },
    vedFjerning: 'slett',
  })
  const { ta, sara, rolf } = b
  await sara.iTeamet('add')
  const kort = ta(
    'team-velkommen',
    'Appen er lagt til i teamet',
    'Administrator, la den til',
    'chat',
    await b.iChat(sara),
  )
  const skole = ta(
    'skole-oppsett',
    'Sett opp skolen',
    'Administrator',
    'dialog',
    await sara.trykker(kort, 'Sett opp skolen'),
  )
  ta(
    'skole-oppsett-feil',
    'Sett opp skolen, navnet mangler',
    'Administrator',
    'dialog',
    await sara.trykker(skole, 'Lagre', { skolenavn: ' ' }),
  )
  const roller = ta(
    'team-roller',
    'Roller med forslag fra stillingene',
    'Administrator',
    'dialog',
    await sara.trykker(skole, 'Lagre'),
  )
  ta(
    'team-ferdig',
    'Første møte er kalt inn',
    'Administrator',
    'dialog',
    await sara.trykker(roller, 'Gi rollene og kall inn møtet'),
  )
  const { id } = await b.db.selectFrom('mote').select('id').executeTakeFirstOrThrow()
  await leggIKalenderen(b.ktx, id, LENKE)
  await b.klokka('2026-12-03T09:00')
  await rolf.imotet('meetingStart', LENKE)
  await b.litt()
  ta(
    'mote-i-gang',
    'Møtet er i gang, i møtechatten',
    'Alle i møtet, også gjester',
    'chat',
    await b.iSamtalen(OVING.motechat.id),
  )
  await b.klokka('2026-12-03T10:25')
  await rolf.imotet('meetingEnd', LENKE)
  await b.klokka('2026-12-03T10:40')
  ta('mote-over', 'Møtet er over i Teams', 'Møteleder', 'chat', await b.varsel(rolf, 'Møtet er over'))

  // She may not give herself one; here it makes her one of those who are told.
  await b.db
    .insertInto('rolle')
    .values({
      tenant: OVING.tenant,
      skole: (await b.db.selectFrom('skole').select('id').executeTakeFirstOrThrow()).id,
      person: `${OVING.tenant}/${sara.person.oid}`,
      rolle: 'administrator',
      tjeneste: 'skole',
    })
    .execute()
  await rolf.iTeamet('remove')
  const varsel = ta(
    'team-fjernet',
    'Appen er tatt ut av teamet',
    'Administrator',
    'chat',
    await b.varsel(sara, 'er tatt ut av'),
  )
  ta('slett-team', 'Slett alt nå', 'Administrator', 'dialog', await sara.trykker(varsel, 'Slett nå'))
  await b.lukk()
  return [...b.album, ...(await slettetSkole(rom))]
}

/** What stays in people's own chats. */
async function slettetSkole(rom: typeof etRom): Promise<Eksempel[]> {
  const b = await rom({ tom: false, start: '2026-11-21T09:00', utenKanalkort: true, vedFjerning: 'slett' })
  await b.sara.iTeamet('add')
  await b.sara.skriver('/innsatsteam ny')
  await b.litt()
  const agenda = await b.varsel(b.rolf, 'Innsatsteam')
  await b.sara.iTeamet('remove')
  await b.klokka('2026-12-06T09:00')
  b.ta('kort-tomt-skole', 'Agendaen når skolen er slettet', 'Møteleder', 'chat', b.naStar(agenda))
  await b.lukk()
  return b.album
}
