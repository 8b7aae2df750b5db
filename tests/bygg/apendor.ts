import { OVING, ovingsId } from '../../src/demo/ovingskommune.ts'
import type { Testbot } from './testbot.ts'

export type Apendor = {
  /** Planned, with three that are signed up for. */
  apendag: string
  /** A fixed appointment without any. */
  fastdag: string
  avlystDag: string
  /** Without an outcome: this one for its outcome, that one to be taken back. */
  drofting: string
  trukket: string
  /** The duty to report was found to be there; nobody has said whether it is sent. */
  meldt: string
}

/** A day of «åpen dør» in January with three drøftinger, a fixed appointment, and one day that is called off. */
export async function apendorDager(b: Testbot): Promise<Apendor> {
  const { db, tenant } = b.bot.ktx
  const ider: Apendor = {
    apendag: crypto.randomUUID(),
    fastdag: crypto.randomUUID(),
    avlystDag: crypto.randomUUID(),
    drofting: crypto.randomUUID(),
    trukket: crypto.randomUUID(),
    meldt: crypto.randomUUID(),
  }
  for (const [id, slag, fast, dato, status] of [
    [ider.apendag, 'apen_dor', '', '2027-01-12', 'planlagt'],
    [ider.fastdag, 'fast_avtale', 'elevsaksmote', '2027-01-13', 'planlagt'],
    [ider.avlystDag, 'apen_dor', '', '2027-01-26', 'avlyst'],
  ] as const)
    await db
      .insertInto('apendor_dag')
      .values({
        tenant,
        id,
        skole: OVING.skole.id,
        slag,
        fast,
        dato,
        start: new Date(`${dato}T13:15:00Z`),
        minutter: 60,
        fagkonsulent: ovingsId(b.frida.person),
        sted: 'skole',
        kanal: OVING.kanal.id,
        status,
      })
      .execute()
  const felles = {
    tenant,
    dag: ider.apendag,
    slag: 'pameldt',
    hvem_gruppe: 'larer',
    trinn: '1-4',
    instans: '',
  }
  await db
    .insertInto('drofting')
    .values([
      { ...felles, id: ider.drofting, nr: 1, utfall: '', melding_sendt: null },
      { ...felles, id: ider.trukket, nr: 2, utfall: '', melding_sendt: null },
      { ...felles, id: ider.meldt, nr: 3, utfall: 'melding', melding_sendt: null, versjon: 2 },
    ])
    .execute()
  return ider
}
