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
  const nokkel = await ktx.nokler.for(ktx, INDEKS)
  const tegn = navnetegn(navn).map(ord => ({ tenant: ktx.tenant, sak, tegn: nokkel.merke(`navn|${ord}`) }))
  if (tegn.length > 0) await ktx.db.insertInto('identitetstegn').values(tegn).execute()
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
