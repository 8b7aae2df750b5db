import { navneord } from './navneord.ts'
import { erSterktFornavn } from './navnevakt.ts'

/** The longest word an administrator may let through, in characters. */
export const MAKS_ORDLENGDE = 40

/** May a municipality let this word through? One word, and no given name that is nothing else. */
export function provOrd(
  skrevet: string,
):
  | { kode: 'ord'; ord: string; skrevet: string }
  | { kode: 'ikke-ett-ord' }
  | { kode: 'fornavn'; ord: string } {
  const ord = skrevet.normalize('NFC').trim()
  const former = navneord(ord)
  const [hele] = former.slice(-1)
  if (hele === undefined || ord.length > MAKS_ORDLENGDE || !/^\p{L}[\p{L}\p{M}'’\-‐‑]*$/u.test(ord))
    return { kode: 'ikke-ett-ord' }
  if (former.some(form => erSterktFornavn(form) || erSterktFornavn(form.replace(/s$/, ''))))
    return { kode: 'fornavn', ord }
  return { kode: 'ord', ord: hele, skrevet: ord }
}
