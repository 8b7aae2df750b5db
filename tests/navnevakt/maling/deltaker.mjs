// One contestant in a process of its own, so that none shares memory, caches or compiled code with another:
// node deltaker.mjs NAVN, and texts over the channel. Answers with spans of person names [start, slutt, trinn] and the time each took.

/** Each loads its package as its README says, with names on and the rest off, and gives text → spans. */
const DELTAKERE = {
  tom: async () => () => [],

  skolestotte: async () => {
    const { finnFunn } = await import('../../../dist/navnevakt/navnevakt.js')
    return tekst =>
      finnFunn(tekst)
        .filter(f => f.slag === 'navn')
        .map(f => [f.start, f.slutt, f.trinn])
  },

  'faker-liste': async () => {
    const { allLocales } = await import('@faker-js/faker')
    const navn = new Set()
    for (const { person } of Object.values(allLocales))
      for (const liste of [person?.first_name, person?.last_name])
        for (const ord of Object.values(liste ?? {}).flat())
          if (typeof ord === 'string') navn.add(ord.toLowerCase())
    return tekst =>
      Array.from(tekst.matchAll(/\p{Lu}[\p{L}\p{M}'’-]*/gu))
        .filter(treff => navn.has(treff[0].toLowerCase()))
        .map(treff => [treff.index, treff.index + treff[0].length, 'A'])
  },

  'redact-pii': async () => {
    const { SyncRedactor } = (await import('redact-pii')).default
    const av = { enabled: false }
    const redactor = new SyncRedactor({
      globalReplaceWith: '\uE000',
      builtInRedactors: {
        ...{
          credentials: av,
          creditCardNumber: av,
          digits: av,
          emailAddress: av,
          ipAddress: av,
          password: av,
        },
        ...{
          phoneNumber: av,
          streetAddress: av,
          url: av,
          username: av,
          usSocialSecurityNumber: av,
          zipcode: av,
        },
      },
    })
    return tekst => borte(tekst, redactor.redact(tekst).split('\uE000'))
  },

  compromise: async () => {
    const { default: nlp } = await import('compromise')
    return tekst =>
      nlp(tekst)
        .people()
        .json({ offset: true })
        .map(({ offset }) => [offset.start, offset.start + offset.length, 'A'])
  },

  'anonymize-nlp': async () => {
    const { AnonymizeNlp } = (await import('anonymize-nlp')).default
    const anonymizer = new AnonymizeNlp(['firstname', 'lastname'])
    return tekst => borte(tekst, anonymizer.anonymize(tekst).split(/<(?:FIRSTNAME|LASTNAME)\d*>/))
  },

  openredaction: async () => {
    const { OpenRedaction } = await import('openredaction')
    const redactor = new OpenRedaction({ patterns: ['NAME'] })
    return async tekst => (await redactor.detect(tekst)).detections.map(d => [...d.position, 'A'])
  },
}

/** What was taken out of the text, when `igjen` is the pieces left between the replacements. */
function borte(tekst, igjen) {
  const spenn = []
  let sted = igjen[0].length
  for (const [i, bit] of igjen.slice(1).entries()) {
    const siste = i === igjen.length - 2
    const neste = siste ? tekst.length - bit.length : tekst.indexOf(bit, sted + 1)
    if (neste < 0) break
    spenn.push([sted, neste, 'A'])
    sted = neste + bit.length
  }
  return spenn
}

const start = performance.now()
try {
  const finn = await DELTAKERE[process.argv[2]]()
  await finn('Moren til Kari Nordmann ringte skolen på mandag.')
  process.send({ klar: { ms: performance.now() - start, byte: process.memoryUsage.rss() } })

  process.on('message', async tekster => {
    const svar = []
    for (const tekst of tekster) {
      const forst = performance.now()
      try {
        const spenn = await finn(tekst)
        svar.push({ spenn, us: (performance.now() - forst) * 1000 })
      } catch (feil) {
        svar.push({ spenn: [], us: (performance.now() - forst) * 1000, feil: feil.message })
      }
    }
    process.send({ svar })
  })
} catch (feil) {
  process.on('message', () => {})
  process.send({ feil: feil.message.split('\n')[0] })
}
