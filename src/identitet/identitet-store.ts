import { sql } from 'kysely'
import type { Kontekst } from '../database/kontekst.ts'
import { lukkTekster } from '../database/kryptering.ts'
import { navnetegn } from './identitet.ts'

/** The blind index has a key of its own: what it holds can be compared, and read by nobody. */
const INDEKS = 'register'

/** Closes the name with the case's own key, and puts its tokens in the blind index. */
export async function lagreIdentitet(ktx: Kontekst, sak: string, navn: string, av: string): Promise<void> {
  const lukket = await lukkTekster(ktx, { tabell: 'identitet', eier: sak, id: sak }, { navn })
  const rad = { ...lukket, registrert_av: av, registrert: ktx.na().toJSDate() }
  await ktx.db
    .insertInto('identitet')
    .values({ tenant: ktx.tenant, sak, ...rad })
    .onConflict(ved => ved.columns(['tenant', 'sak']).doUpdateSet(rad))
    .execute()
  await slettTegn(ktx, sak)
  await leggITegn(ktx, sak, navn)
}

async function leggITegn(ktx: Kontekst, sak: string, navn: string): Promise<void> {
  const nokkel = await ktx.nokler.for(ktx, INDEKS)
  const tegn = navnetegn(navn).map(ord => ({ tenant: ktx.tenant, sak, tegn: nokkel.merke(merke(ord)) }))
  if (tegn.length === 0) return
  await ktx.db
    .insertInto('identitetstegn')
    .values(tegn)
    .onConflict(ved => ved.columns(['tenant', 'tegn', 'sak']).doNothing())
    .execute()
}

const merke = (ord: string) => `navn|${ord}`

/** Those of the words (as `navnetegn` spells them) that stand in the register of any school in the municipality. */
export async function finnRegistrerte(ktx: Kontekst, ord: readonly string[]): Promise<Set<string>> {
  if (ord.length === 0) return new Set()
  const nokkel = (await ktx.nokler.alle(ktx, [INDEKS])).get(INDEKS)
  if (nokkel === undefined) return new Set()
  const ordFor = new Map([...new Set(ord)].map(o => [nokkel.merke(merke(o)), o]))
  const rader = await ktx.db
    .selectFrom('identitetstegn')
    .select('tegn')
    .distinct()
    .where('tenant', '=', ktx.tenant)
    .where(sql<boolean>`tegn = any(${[...ordFor.keys()]})`)
    .execute()
  return new Set(rader.flatMap(rad => ordFor.get(rad.tegn) ?? []))
}

/** Cases with a name that has no words in the index: after a change of spelling, all of them. */
export async function sakerUtenTegn(ktx: Kontekst): Promise<string[]> {
  const rader = await ktx.db
    .selectFrom('identitet')
    .select('sak')
    .where('tenant', '=', ktx.tenant)
    .where('sak', 'not in', eb =>
      eb.selectFrom('identitetstegn').select('sak').where('tenant', '=', ktx.tenant),
    )
    .execute()
  return rader.map(rad => rad.sak)
}

/** Puts the words of a case's name in the index anew. */
export async function gjenoppbyggTegn(ktx: Kontekst, sak: string): Promise<void> {
  const navn = await hentIdentitet(ktx, sak)
  if (navn !== undefined) await leggITegn(ktx, sak, navn)
}

export async function hentIdentitet(ktx: Kontekst, sak: string): Promise<string | undefined> {
  const rad = await ktx.db
    .selectFrom('identitet')
    .select('navn')
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .executeTakeFirst()
  const nokkel = rad && (await ktx.nokler.alle(ktx, [sak])).get(sak)
  return nokkel?.apne(rad?.navn ?? '', { tabell: 'identitet', kolonne: 'navn', id: sak })
}

export async function harIdentitet(ktx: Kontekst, sak: string): Promise<boolean> {
  const rad = await ktx.db
    .selectFrom('identitet')
    .select('sak')
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .executeTakeFirst()
  return rad !== undefined
}

export async function slettIdentitet(ktx: Kontekst, sak: string): Promise<number> {
  await slettTegn(ktx, sak)
  const { numDeletedRows } = await ktx.db
    .deleteFrom('identitet')
    .where('tenant', '=', ktx.tenant)
    .where('sak', '=', sak)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Empties the register of a school. */
export async function slettRegister(ktx: Kontekst, skole: string): Promise<number> {
  const saker = await ktx.db
    .selectFrom('identitet')
    .innerJoin('sak', j =>
      j.onRef('sak.tenant', '=', 'identitet.tenant').onRef('sak.id', '=', 'identitet.sak'),
    )
    .select('sak.id')
    .where('identitet.tenant', '=', ktx.tenant)
    .where('sak.skole', '=', skole)
    .execute()
  for (const { id } of saker) await slettIdentitet(ktx, id)
  return saker.length
}

async function slettTegn(ktx: Kontekst, sak: string): Promise<void> {
  await ktx.db.deleteFrom('identitetstegn').where('tenant', '=', ktx.tenant).where('sak', '=', sak).execute()
}
