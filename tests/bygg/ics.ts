export type Hendelse = {
  uid: string
  hva: string
  fra: string
  til: string
  heldags: boolean
  opptatt: boolean
}

/** Reads an iCalendar file (RFC 5545) back: unfolded lines, unescaped texts, and every event with what it must have. */
export function lesIcs(tekst: string): { navn: string; hendelser: Hendelse[] } {
  if (!tekst.startsWith('BEGIN:VCALENDAR\r\n') || !/END:VCALENDAR(\r\n)?$/.test(tekst))
    throw new Error('ikke en kalender')
  const linjer = tekst
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(linje => linje !== '')
  const hendelser: Hendelse[] = []
  let her: Map<string, string> | undefined
  let navn = ''
  for (const linje of linjer) {
    const [, felt = '', parametre = '', verdi = ''] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/s.exec(linje) ?? []
    if (felt === '') throw new Error('en linje uten navn')
    if (linje === 'BEGIN:VEVENT') her = new Map()
    else if (linje === 'END:VEVENT') {
      if (her !== undefined) hendelser.push(tilHendelse(her))
      her = undefined
    } else if (her !== undefined) her.set(felt, `${parametre}|${verdi}`)
    else if (felt === 'X-WR-CALNAME') navn = renset(verdi)
  }
  return { navn, hendelser }
}

function tilHendelse(felter: Map<string, string>): Hendelse {
  const verdi = (felt: string) => {
    const funnet = felter.get(felt)
    if (funnet === undefined) throw new Error(`hendelsen mangler ${felt}`)
    return funnet.slice(funnet.indexOf('|') + 1)
  }
  verdi('DTSTAMP')
  return {
    uid: verdi('UID'),
    hva: renset(verdi('SUMMARY')),
    fra: verdi('DTSTART'),
    til: verdi('DTEND'),
    heldags: (felter.get('DTSTART') ?? '').startsWith(';VALUE=DATE|'),
    opptatt: !(felter.get('TRANSP') ?? '').endsWith('|TRANSPARENT'),
  }
}

const renset = (tekst: string) => tekst.replace(/\\([\\;,nN])/g, (_, tegn) => (tegn === 'n' ? '\n' : tegn))
