import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Mester, Nokkelfeil } from './kryptering.ts'

const Fil = z.object({ gjeldende: z.string(), versjoner: z.record(z.string(), z.string()) })
type Fil = z.infer<typeof Fil>

const NY: () => Fil = () => ({ gjeldende: '1', versjoner: { '1': randomBytes(32).toString('base64') } })

/** A master key in a file, for the demo and the tests: made the first time. In production the key lives in a Key Vault. */
export function lokalMester(fil: string): Mester {
  if (!existsSync(fil)) {
    mkdirSync(dirname(fil), { recursive: true })
    writeFileSync(fil, JSON.stringify(NY()), { mode: 0o600, flag: 'wx' })
  }
  return mesterAv(() => Fil.parse(JSON.parse(readFileSync(fil, 'utf8'))))
}

/** A master key that is gone when the process is. */
export function flyktigMester(): Mester {
  const innhold = NY()
  return mesterAv(() => innhold)
}

/** Adds a version to the key file and makes it the current one. */
export function nyVersjon(fil: string): string {
  const innhold = Fil.parse(JSON.parse(readFileSync(fil, 'utf8')))
  // After the highest there has been: an old version may have been taken out of the file.
  const versjon = `${Math.max(...Object.keys(innhold.versjoner).map(Number)) + 1}`
  const versjoner = { ...innhold.versjoner, [versjon]: randomBytes(32).toString('base64') }
  writeFileSync(fil, JSON.stringify({ gjeldende: versjon, versjoner }), { mode: 0o600 })
  return versjon
}

function mesterAv(les: () => Fil): Mester {
  const hemmelig = (versjon: string, til: 'pakking' | 'signering') => {
    const ra = les().versjoner[versjon]
    if (ra === undefined) throw new Nokkelfeil('ukjent-nokkel')
    return Buffer.from(hkdfSync('sha256', Buffer.from(ra, 'base64'), '', `skolestotte ${til}`, 32))
  }
  const merk = (data: Buffer, versjon: string) =>
    createHmac('sha256', hemmelig(versjon, 'signering')).update(data).digest()
  return {
    async pakkInn(nokkel) {
      const versjon = les().gjeldende
      const iv = randomBytes(12)
      const chiffer = createCipheriv('aes-256-gcm', hemmelig(versjon, 'pakking'), iv)
      const kropp = Buffer.concat([chiffer.update(nokkel), chiffer.final()])
      return { versjon, innpakket: Buffer.concat([iv, kropp, chiffer.getAuthTag()]).toString('base64') }
    },
    async pakkUt({ innpakket, versjon }) {
      const ra = Buffer.from(innpakket, 'base64')
      try {
        const chiffer = createDecipheriv('aes-256-gcm', hemmelig(versjon, 'pakking'), ra.subarray(0, 12))
        chiffer.setAuthTag(ra.subarray(-16))
        return Buffer.concat([chiffer.update(ra.subarray(12, -16)), chiffer.final()])
      } catch (feil) {
        throw feil instanceof Nokkelfeil ? feil : new Nokkelfeil('ugyldig-kryptert')
      }
    },
    async signer(data) {
      const versjon = les().gjeldende
      return { versjon, signatur: merk(data, versjon).toString('base64') }
    },
    async bekreft(data, { versjon, signatur }) {
      const gitt = Buffer.from(signatur, 'base64')
      const ventet = merk(data, versjon)
      return gitt.length === ventet.length && timingSafeEqual(gitt, ventet)
    },
  }
}
