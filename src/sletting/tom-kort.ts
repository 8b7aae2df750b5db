import type { Kontekst } from '../database/kontekst.ts'
import type { Postet } from '../mote/postet-store.ts'
import { leggIUtboks } from '../utboks/utboks-store.ts'

/** What showed something that is deleted, says so and nothing more; `ref`: the case that it was about. */
export async function tomKort(ktx: Kontekst, kort: readonly Postet[], ref?: string): Promise<void> {
  for (const { service_url: serviceUrl, samtale, aktivitet } of kort)
    await leggIUtboks(ktx, `kort-tomt:${samtale}:${aktivitet}`, {
      slag: 'kort-tomt',
      serviceUrl,
      samtale,
      aktivitet,
      ...(ref === undefined ? {} : { ref }),
    })
}
