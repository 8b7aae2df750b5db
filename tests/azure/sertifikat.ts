import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A self-signed certificate for one host name, good for a day. PEM. */
export function lagSertifikat(vert: string): { sertifikat: string; nokkel: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaMedSha256 = sekvens(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
  const commonName = sekvens(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(vert)))
  const navn = sekvens(der(0x31, commonName))
  const alternativer = sekvens(der(0x82, Buffer.from(vert)))
  const subjectAltName = sekvens(der(0x06, Buffer.from('551d11', 'hex')), der(0x04, alternativer))
  const innhold = sekvens(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaMedSha256,
    navn,
    sekvens(utcTid(-60), utcTid(24 * 60)),
    navn,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sekvens(subjectAltName)),
  )
  const signatur = Buffer.concat([Buffer.from([0]), sign('sha256', innhold, privateKey)])
  const kropp = sekvens(innhold, ecdsaMedSha256, der(0x03, signatur)).toString('base64')
  return {
    sertifikat: `-----BEGIN CERTIFICATE-----\n${kropp}\n-----END CERTIFICATE-----\n`,
    nokkel: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function der(merke: number, innhold: Buffer): Buffer {
  const { length } = innhold
  const lengde =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([merke, ...lengde]), innhold])
}

const sekvens = (...deler: Buffer[]) => der(0x30, Buffer.concat(deler))

const utcTid = (minutter: number) => {
  const tid = new Date(Date.now() + minutter * 60_000).toISOString()
  return der(0x17, Buffer.from(`${tid.slice(2, 19).replaceAll(/[-T:]/g, '')}Z`))
}
