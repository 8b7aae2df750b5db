/*
 * Runs in the browser, beside Microsoft's renderer: draws one card and tells what is wrong with it.
 * tegn.ts calls skolestotte.tegn(…); the page around it is side.css.
 */
globalThis.skolestotte = (() => {
  const AC = globalThis.AdaptiveCards
  const slingringsmonn = 1
  const minsteKontrast = 4.5
  // adaptivecards 3.0.6 tests `lang` with a global RegExp, which remembers where it stopped: every other «nb» is refused.
  const langFeil = /^Invalid value "nb" for property "lang"/
  // The renderer reports these even when there is a fallback; ukjent() below looks for it.
  const ukjentType = new Set([AC.ValidationEvent.UnknownElementType, AC.ValidationEvent.UnknownActionType])

  AC.AdaptiveCard.onProcessMarkdown = (tekst, resultat) => {
    resultat.outputHtml = markdown(tekst)
    resultat.didProcess = true
  }

  async function tegn({ kort, oppsett, plass, tittel }) {
    const kontekst = new AC.SerializationContext(AC.Versions.v1_5)
    const tegnet = new AC.AdaptiveCard()
    tegnet.hostConfig = new AC.HostConfig(oppsett)
    tegnet.parse(kort, kontekst)
    const hendelser = Array.from({ length: kontekst.eventCount }, (_, i) => kontekst.getEventAt(i))
    hendelser.push(...tegnet.validateProperties().validationEvents)
    const meldinger = hendelser
      .filter(h => !ukjentType.has(h.event) && !langFeil.test(h.message))
      .map(h => `tegneren: ${h.message}`)

    const dialog = plass === 'dialog'
    document.body.replaceChildren(mal('flate', [ramme(dialog, tittel, tegnet.render())]))
    document.querySelectorAll('input[type=date], input[type=time]').forEach(norsk)
    await document.fonts.ready

    const rot = document.querySelector('.ac-adaptiveCard')
    if (!rot) return [...meldinger, 'tegneren ga ikke noe kort']
    const maalinger = [datoerSomLister, forBrede, delteOrd, kuttetIFelt, forSvakeTekster]
    return [...new Set([...meldinger, ...ukjent(kort), ...maalinger.flatMap(maal => maal(rot))])]
  }

  function ramme(dialog, tittel, innhold) {
    if (!dialog) return mal('kort', [innhold])
    const topp = mal('dialogtopp', [mal('appikon', ['S']), mal('dialogtittel', [tittel]), mal('lukk', ['✕'])])
    return mal('kort dialog', [topp, innhold])
  }

  function mal(klasser, barn) {
    const element = document.createElement('div')
    element.className = klasser
    element.append(...barn.filter(Boolean))
    return element
  }

  /** Chromium writes dates in its own language, which in a container is English; in Teams the reader's language decides. */
  function norsk(felt) {
    const dato = felt.type === 'date'
    const verdi = dato ? felt.value.split('-').reverse().join('.') : felt.value
    felt.type = 'text'
    felt.value = verdi
    felt.placeholder = dato ? 'dd.mm.åååå' : 'tt:mm'
  }

  /** The little Markdown that Teams knows in a TextBlock. A single line break is a space and «3. mai» starts a list, as there. */
  function markdown(tekst) {
    const avsnitt = tekst
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', '\n\n')
      .split(/\n{2,}/)
    return avsnitt.map(blokk).join('')
  }

  function blokk(tekst) {
    const linjer = tekst.split('\n')
    const ut = []
    let liste = null
    for (const linje of linjer) {
      const punkt = /^\s*(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/.exec(linje)
      if (punkt) {
        const slag = punkt[1] ? 'ul' : 'ol'
        if (liste?.slag !== slag) {
          liste = { slag, start: punkt[2], punkter: [] }
          ut.push(liste)
        }
        liste.punkter.push(punkt[3])
      } else if (liste) {
        liste.punkter.push(`${liste.punkter.pop()} ${linje}`)
      } else {
        ut.push(linje)
      }
    }
    const avsnitt = ut.filter(del => typeof del === 'string')
    const lister = ut.filter(del => typeof del !== 'string')
    return (
      (avsnitt.length > 0 ? `<p>${avsnitt.map(linje).join(' ')}</p>` : '') + lister.map(somListe).join('')
    )
  }

  function somListe({ slag, start, punkter }) {
    const apning = start ? `<ol start="${start}">` : `<${slag}>`
    return `${apning}${punkter.map(punkt => `<li>${linje(punkt)}</li>`).join('')}</${slag}>`
  }

  function linje(tekst) {
    return tekst
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;')
      .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
      .replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g, '<strong>$1</strong>')
      .replace(/(?<![\wæøåÆØÅ])([*_])(?=\S)(.+?)(?<=\S)\1(?![\wæøåÆØÅ])/g, '<em>$2</em>')
  }

  /** Unknown elements without a fallback, and unknown properties: the renderer would let a misspelt «weigth» pass. */
  function ukjent(verdi, forelder = '') {
    if (Array.isArray(verdi)) return verdi.flatMap(del => ukjent(del, forelder))
    if (typeof verdi !== 'object' || verdi === null) return []
    const type = verdi.type ?? typeUtenNavn[forelder]
    const kjente = egenskaperFor(type)
    if (type && !kjente) {
      return verdi.fallback ? ukjent(verdi.fallback, forelder) : [`ukjent element «${type}» uten fallback`]
    }
    return Object.entries(verdi).flatMap(([navn, del]) => {
      if (fritt.has(navn)) return []
      if (kjente && !kjente.has(navn) && !teamsEgne.has(navn))
        return [`${type} kjenner ikke egenskapen «${navn}»`]
      return ukjent(del, navn)
    })
  }

  const typeUtenNavn = {
    columns: 'Column',
    rows: 'TableRow',
    cells: 'TableCell',
    choices: 'Choice',
    facts: 'Fact',
    inlines: 'TextRun',
  }
  /** Teams knows these although the renderer has no schema for them. */
  const teamsEgne = new Set(['$schema', 'type', 'fallback', 'requires', 'targetWidth', 'associatedInputs'])
  const fritt = new Set(['data', 'msteams', 'refresh', 'authentication', 'backgroundImage'])

  function egenskaperFor(type) {
    const klasse =
      AC.GlobalRegistry.elements.findByName(type)?.objectType ??
      AC.GlobalRegistry.actions.findByName(type)?.objectType ??
      {
        AdaptiveCard: AC.AdaptiveCard,
        Column: AC.Column,
        Choice: AC.Choice,
        Fact: AC.Fact,
        TextRun: AC.TextRun,
      }[type] ??
      { TableRow: AC.TableRow, TableCell: AC.TableCell }[type]
    if (!klasse) return null
    const skjema = new klasse().getSchema()
    const egne = Array.from({ length: skjema.getCount() }, (_, i) => skjema.getItemAt(i).name)
    return new Set([...egne, ...(barnAv[type] ?? [])])
  }

  /** Read by the renderer's own code rather than from its schema. */
  const barnAv = {
    AdaptiveCard: ['body', 'actions'],
    Container: ['items'],
    Column: ['items'],
    TableCell: ['items'],
    ColumnSet: ['columns'],
    ActionSet: ['actions'],
    ImageSet: ['images'],
    RichTextBlock: ['inlines'],
    Table: ['rows'],
    TableRow: ['cells'],
    'Action.ShowCard': ['card'],
  }

  /** Whatever is wider than its place: cut, or lying over its neighbour. Only the innermost is named. */
  function forBrede(rot) {
    const hoyre = rot.getBoundingClientRect().right
    const treff = [...rot.querySelectorAll('*')].filter(element => {
      const felt = element.matches('input, select, textarea, img')
      if (element.matches('option') || !(felt || element.textContent.trim())) return false
      const kuttet =
        !felt && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + slingringsmonn
      return kuttet || element.getBoundingClientRect().right > hoyre + slingringsmonn
    })
    return treff
      .filter(element => !treff.some(annet => annet !== element && element.contains(annet)))
      .map(element => `får ikke plass i bredden: ${utdrag(element.textContent || element.tagName)}`)
  }

  /** A long word in a narrow column is broken where it happens to end, without a hyphen. */
  function delteOrd(rot) {
    return tekstnoder(rot).flatMap(node =>
      [...node.data.matchAll(/[^\s/–-]{6,}/g)].flatMap(({ 0: ord, index }) => {
        const omrade = document.createRange()
        omrade.setStart(node, index)
        omrade.setEnd(node, index + ord.length)
        const linjer = new Set([...omrade.getClientRects()].map(({ top }) => Math.round(top)))
        return linjer.size > 1 ? [`ordet deles midt i: ${utdrag(ord)}`] : []
      }),
    )
  }

  /** «17. okt.» at the start of a TextBlock is Markdown for a list that begins at 17. */
  function datoerSomLister(rot) {
    const maaned = /^\s*(jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)/i
    return [...rot.querySelectorAll('ol')]
      .filter(liste => liste.start !== 1 || maaned.test(liste.textContent))
      .map(liste => `blir en nummerert liste: ${utdrag(`${liste.start}. ${liste.textContent}`)}`)
  }

  function tekstnoder(rot) {
    const vandring = document.createTreeWalker(rot, NodeFilter.SHOW_TEXT)
    const noder = []
    while (vandring.nextNode()) {
      const { parentElement, data } = vandring.currentNode
      const vises = parentElement.getClientRects().length > 0 && !parentElement.closest('option')
      if (data.trim() && vises) noder.push(vandring.currentNode)
    }
    return noder
  }

  /** Placeholders and chosen options that the field is too narrow for. */
  function kuttetIFelt(rot) {
    const lerret = document.createElement('canvas').getContext('2d')
    return [...rot.querySelectorAll('input.ac-input, select.ac-input')].flatMap(felt => {
      // What is folded away has no width to be cut at.
      if (felt.clientWidth === 0) return []
      const tekst =
        felt.tagName === 'SELECT' ? (felt.selectedOptions[0]?.text ?? '') : felt.value || felt.placeholder
      if (!tekst) return []
      const stil = getComputedStyle(felt)
      lerret.font = `${stil.fontWeight} ${stil.fontSize} ${stil.fontFamily}`
      const plass =
        felt.clientWidth - Number.parseFloat(stil.paddingLeft) - Number.parseFloat(stil.paddingRight)
      return lerret.measureText(tekst).width > plass + slingringsmonn
        ? [`kuttet i feltet: ${utdrag(tekst)}`]
        : []
    })
  }

  function forSvakeTekster(rot) {
    return tekstnoder(rot).flatMap(({ parentElement, data }) => {
      if (parentElement.closest(':disabled, .ac-pushButton-disabled')) return []
      const bunn = bakgrunn(parentElement)
      const verdi = kontrast(over(rgba(getComputedStyle(parentElement).color), bunn), bunn)
      return verdi < minsteKontrast ? [`for svak tekst, kontrast ${verdi.toFixed(2)}: ${utdrag(data)}`] : []
    })
  }

  function bakgrunn(element) {
    const lag = []
    for (let e = element; e; e = e.parentElement) {
      const farge = rgba(getComputedStyle(e).backgroundColor)
      lag.unshift(farge)
      if (farge[3] === 1) break
    }
    return lag.reduce((under, farge) => over(farge, under), [255, 255, 255, 1])
  }

  const rgba = farge => {
    const [r = 0, g = 0, b = 0, a = 1] = (farge.match(/[\d.]+/g) ?? []).map(Number)
    return [r, g, b, a]
  }
  const over = ([r, g, b, a], under) => [r, g, b].map((k, i) => k * a + under[i] * (1 - a)).concat(1)
  const luminans = farge =>
    farge
      .slice(0, 3)
      .map(k => k / 255)
      .map(k => (k <= 0.03928 ? k / 12.92 : ((k + 0.055) / 1.055) ** 2.4))
      .reduce((sum, k, i) => sum + k * [0.2126, 0.7152, 0.0722][i], 0)
  const kontrast = (a, b) => {
    const [lav, hoy] = [luminans(a), luminans(b)].sort((x, y) => x - y)
    return (hoy + 0.05) / (lav + 0.05)
  }
  const utdrag = tekst => {
    const kort = (tekst ?? '').trim().replace(/\s+/g, ' ')
    return `«${kort.length > 60 ? `${kort.slice(0, 59)}…` : kort}»`
  }

  return { tegn }
})()
