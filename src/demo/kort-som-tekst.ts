type Objekt = Record<string, unknown>

export type Knapp = { tittel: string; verb?: string; data: unknown; action: Objekt }

export type Felt = {
  id: string
  label: string
  /** As in the card: Input.Text, Input.ChoiceSet … */
  type: string
  verdi?: string
  valg?: { tittel: string; verdi: string }[]
}

/** An Adaptive Card as a person reads it, in plain lines; the content of an Action.ShowCard stands indented under its button. */
export function kortSomTekst(kort: unknown): string {
  return kortlinjer(kort).join('\n')
}

/** A message as a person reads it: its text, its cards, and the line its notification shows. */
export function aktivitetSomTekst(aktivitet: unknown): string {
  if (!erObjekt(aktivitet)) return ''
  const tekst = streng(aktivitet['text']).replace(/<\/?at>/g, '')
  const varsel = streng(aktivitet['summary'])
  return [
    ...(tekst === '' ? [] : [tekst]),
    ...objekter(aktivitet['attachments']).map(vedlegg),
    ...(varsel === '' ? [] : [`Varsel: ${varsel}`]),
  ].join('\n')
}

/** Every action in a card, the body's before the bottom row's, hidden ones too. What `refresh` sends by itself is not among them. */
export function knapper(kort: unknown): Knapp[] {
  // What a client does by itself is no button.
  const { refresh: _, ...synlig } = erObjekt(kort) ? kort : {}
  return finnAlle(synlig, type => type.startsWith('Action.')).map(action => {
    const verb = action['verb']
    return {
      tittel: streng(action['title']) || streng(action['tooltip']),
      ...(typeof verb === 'string' && { verb }),
      data: action['data'] ?? {},
      action,
    }
  })
}

/** Every input in a card, hidden ones and those inside an Action.ShowCard too. */
export function felt(kort: unknown): Felt[] {
  return finnAlle(kort, erInput).map(input => {
    const valg = objekter(input['choices']).map(v => ({
      tittel: streng(v['title']),
      verdi: streng(v['value']),
    }))
    const verdi = streng(input['value'])
    return {
      id: streng(input['id']),
      label: streng(input['label']) || streng(input['title']),
      type: streng(input['type']),
      ...(verdi !== '' && { verdi }),
      ...(valg.length > 0 && { valg }),
    }
  })
}

function vedlegg(v: Objekt): string {
  const innhold = v['content']
  const type = streng(v['contentType'])
  if (type === 'application/vnd.microsoft.card.adaptive') return kortSomTekst(innhold)
  if (!erObjekt(innhold)) return `(vedlegg: ${streng(v['name']) || type})`
  return [
    ...['title', 'subtitle', 'text'].map(felt => streng(innhold[felt])),
    knapperad(objekter(innhold['buttons'])),
  ]
    .filter(linje => linje !== '')
    .join('\n')
}

function kortlinjer(kort: unknown): string[] {
  if (!erObjekt(kort)) return []
  return [...alle(kort['body']), ...handlinger(objekter(kort['actions']))]
}

const alle = (elementer: unknown): string[] => objekter(elementer).flatMap(linjer)

function linjer(element: Objekt): string[] {
  if (element['isVisible'] === false) return []
  const type = streng(element['type'])
  switch (type) {
    case 'TextBlock':
      return utenMarkdown(streng(element['text'])).split('\n')
    case 'RichTextBlock':
      return lop(element['inlines']).split('\n')
    case 'Container':
      return innrykk([...alle(element['items']), ...egenKnapp(element)])
    case 'ColumnSet':
      return enLinje([...objekter(element['columns']).map(kolonne), egenKnapp(element)], '  ')
    case 'FactSet':
      return objekter(element['facts']).map(
        f => `${streng(f['title']).replace(/:$/, '')}: ${utenMarkdown(streng(f['value']))}`,
      )
    case 'Table':
      return objekter(element['rows']).flatMap(rad =>
        enLinje(
          objekter(rad['cells']).map(celle => alle(celle['items'])),
          ' | ',
        ),
      )
    case 'Image':
      return [`(bilde: ${streng(element['altText'])})`, ...egenKnapp(element)]
    case 'ImageSet':
      return alle(element['images'])
    case 'ActionSet':
      return handlinger(objekter(element['actions']))
    default:
      if (erInput(type)) return inputlinjer(element, type)
      // Newer than the card version Teams promises: its fallback is what is sure to be seen.
      if (erObjekt(element['fallback'])) return linjer(element['fallback'])
      return alle(element['items'])
  }
}

function kolonne(element: Objekt): string[] {
  return element['isVisible'] === false ? [] : [...alle(element['items']), ...egenKnapp(element)]
}

function egenKnapp(element: Objekt): string[] {
  const valg = element['selectAction']
  return erObjekt(valg) && streng(valg['title']) !== '' ? [knapp(valg)] : []
}

function inputlinjer(input: Objekt, type: string): string[] {
  const verdi = streng(input['value'])
  const merke = `${streng(input['label'])}${input['isRequired'] === true ? ' *' : ''}`
  const overskrift = merke === '' ? [] : [merke.endsWith('?') ? merke : `${merke}:`]
  if (type === 'Input.Toggle') {
    const pa = verdi !== '' && verdi === (streng(input['valueOn']) || 'true')
    return [...overskrift, `[${pa ? 'x' : ' '}] ${streng(input['title'])}`]
  }
  if (type === 'Input.ChoiceSet') {
    const flere = input['isMultiSelect'] === true
    const valgte = flere ? verdi.split(',') : [verdi]
    const [start, pa, slutt] = flere ? ['[', 'x', ']'] : ['(', '•', ')']
    const valg = objekter(input['choices']).map(v => {
      const valgt = verdi !== '' && valgte.includes(streng(v['value']))
      return `  ${start}${valgt ? pa : ' '}${slutt} ${streng(v['title'])}`
    })
    return [...overskrift, ...valg]
  }
  const hint = streng(input['placeholder'])
  const innhold = verdi !== '' ? `«${verdi}»` : `____${hint === '' ? '' : ` (${hint})`}`
  return `${[...overskrift, innhold].join(' ')}`.split('\n')
}

/** The buttons on one line, and under it what each Action.ShowCard opens. */
function handlinger(knappene: Objekt[]): string[] {
  const synlige = knappene.filter(k => k['isVisible'] !== false)
  const rad = knapperad(synlige)
  const apnes = synlige.filter(k => k['type'] === 'Action.ShowCard').flatMap(k => kortlinjer(k['card']))
  return [...(rad === '' ? [] : [rad]), ...innrykk(apnes)]
}

const knapperad = (knappene: Objekt[]) => knappene.map(knapp).join(' ')

const knapp = (action: Objekt) => `[${streng(action['title']) || streng(action['tooltip'])}]`

function lop(inlines: unknown): string {
  if (!Array.isArray(inlines)) return ''
  return inlines
    .map(bit => (typeof bit === 'string' ? bit : erObjekt(bit) ? streng(bit['text']) : ''))
    .join('')
}

/** Parts side by side: each part's lines are joined by a space, empty parts are left out. */
function enLinje(deler: string[][], skille: string): string[] {
  const tekster = deler.map(del => del.map(l => l.trim()).join(' ')).filter(t => t !== '')
  return tekster.length === 0 ? [] : [tekster.join(skille)]
}

const innrykk = (linjene: string[]) => linjene.map(linje => `  ${linje}`)

function utenMarkdown(tekst: string): string {
  return tekst.replace(/\*\*(.+?)\*\*/g, '$1').replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1 ($2)')
}

/** Depth first, with a card's own actions last. What is only sent (data) or shown instead (fallback) is not searched. */
function finnAlle(verdi: unknown, passer: (type: string) => boolean): Objekt[] {
  if (Array.isArray(verdi)) return verdi.flatMap(v => finnAlle(v, passer))
  if (!erObjekt(verdi)) return []
  const felter = Object.entries(verdi).filter(([navn]) => !UTENFOR.includes(navn))
  const { actions, ...andre } = Object.fromEntries(felter)
  return [
    ...(passer(streng(verdi['type'])) ? [verdi] : []),
    ...Object.values(andre).flatMap(v => finnAlle(v, passer)),
    ...finnAlle(actions, passer),
  ]
}

const UTENFOR = ['data', 'fallback', 'refresh', 'authentication', 'msteams', 'metadata', 'requires']

const erInput = (type: string) => type.startsWith('Input.')

function erObjekt(verdi: unknown): verdi is Objekt {
  return typeof verdi === 'object' && verdi !== null && !Array.isArray(verdi)
}

const objekter = (verdi: unknown): Objekt[] => (Array.isArray(verdi) ? verdi.filter(erObjekt) : [])

function streng(verdi: unknown): string {
  return typeof verdi === 'string' || typeof verdi === 'number' || typeof verdi === 'boolean'
    ? String(verdi)
    : ''
}
