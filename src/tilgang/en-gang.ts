import { iTransaksjon, type Kontekst } from '../database/kontekst.ts'

/** What tells a repeat from something new. One that holds what was typed is kept as an HMAC: nobody can try a guess against it. */
export type Gjentaksnokkel = string | { skjult: string }

/**
 * Does `arbeid` once per tenant, person and nonce of the rendered form: a repeat (Teams retries slow invokes with a new
 * activity id) gets the stored outcome. What `arbeid` answers is stored as JSON and must hold ids and codes alone; an
 * outcome other than `ferdig` is a refusal: nothing was done, and the same form may be tried again.
 */
export async function enGang<T extends { kode: string }>(
  ktx: Kontekst,
  person: string,
  nokkel: Gjentaksnokkel,
  ferdig: NoInfer<T['kode']>,
  arbeid: (ktx: Kontekst) => Promise<T>,
): Promise<T> {
  class Avslag extends Error {
    readonly utfall: T
    constructor(utfall: T) {
      super('avslag')
      this.utfall = utfall
    }
  }
  try {
    return await iTransaksjon(ktx, async trx => {
      const nonce =
        typeof nokkel === 'string' ? nokkel : (await trx.nokler.for(trx, 'gjentak')).merke(nokkel.skjult)
      // A second one with the same nonce waits here for the first to commit.
      const { numInsertedOrUpdatedRows } = await trx.db
        .insertInto('handling')
        .values({
          tenant: ktx.tenant,
          person,
          nonce,
          utfall: 'null',
          tid: ktx.na().toJSDate(),
        })
        .onConflict(ved => ved.columns(['tenant', 'person', 'nonce']).doNothing())
        .executeTakeFirst()
      const rad = trx.db
        .selectFrom('handling')
        .select('utfall')
        .where('tenant', '=', ktx.tenant)
        .where('person', '=', person)
        .where('nonce', '=', nonce)
      if (numInsertedOrUpdatedRows === 0n) return (await rad.executeTakeFirstOrThrow()).utfall as T
      const utfall = await arbeid(trx)
      if (utfall.kode !== ferdig) throw new Avslag(utfall)
      await trx.db
        .updateTable('handling')
        .set({ utfall: JSON.stringify(utfall) })
        .where('tenant', '=', ktx.tenant)
        .where('person', '=', person)
        .where('nonce', '=', nonce)
        .execute()
      return utfall
    })
  } catch (feil) {
    if (feil instanceof Avslag) return feil.utfall
    throw feil
  }
}

/** A form's key: its nonce and what was sent with it. The same once more is a repeat; something else is not, and is not lost. */
export function formnokkel(verb: string, data: { nonce: string }): Gjentaksnokkel {
  return { skjult: `${verb}:${data.nonce}:${JSON.stringify(data)}` }
}
