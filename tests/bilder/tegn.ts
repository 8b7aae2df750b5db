import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type CDPSession, chromium as nettleser, type Page } from 'playwright-core'
import { nb } from '../../src/cards/tekst/nb.ts'
import { type Eksempel, filnavn, storrelser, type Variant, variantene } from './eksempel.ts'
import { kontrastfunn, kontrollerKort } from './kontroll.ts'
import { oversikt } from './oversikt.ts'
import { temaer, vertsoppsett } from './vertsoppsett.ts'

export const chromium: string = process.env['CHROMIUM'] || '/usr/bin/chromium'
export const finnesChromium = (): boolean => existsSync(chromium)

/** Device pixels for each CSS pixel. */
const skarphet = 2

const flagg = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/**
 * Draws every example in both themes and both widths, and the contact sheets, into `mappe`.
 * Gives what is wrong as Norwegian sentences that name the card; an empty list means that all is well.
 * `bare` limits the run to examples with that text in their name.
 */
export async function tegnAlle(
  eksempler: readonly Eksempel[],
  mappe: string,
  opts: { bare?: string } = {},
): Promise<string[]> {
  const valgte = eksempler.filter(({ navn }) => opts.bare === undefined || navn.includes(opts.bare))
  await mkdir(mappe, { recursive: true })
  const browser = await nettleser.launch({ executablePath: chromium, headless: true, args: flagg })
  try {
    const funn = new Funn()
    for (const { navn, kort } of valgte) for (const hva of kontrollerKort(kort)) funn.noter(navn, hva)
    await Promise.all(variantene.map(variant => tegnVariant(browser, variant, valgte, mappe, funn)))
    await tegnOversikt(browser, valgte, mappe)
    return [...doble(eksempler), ...kontrastfunn(), ...funn.setninger()]
  } finally {
    await browser.close()
  }
}

async function tegnVariant(
  browser: Browser,
  variant: Variant,
  eksempler: readonly Eksempel[],
  mappe: string,
  funn: Funn,
): Promise<void> {
  const { bredde, marg } = storrelser[variant.storrelse]
  const context = await browser.newContext({
    viewport: { width: bredde + 2 * marg, height: 900 },
    deviceScaleFactor: skarphet,
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
  })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  let tegnes = ''
  page.on('console', melding => {
    const nettfeil = melding.text().startsWith('Failed to load resource')
    if (!nettfeil && ['warning', 'error'].includes(melding.type()))
      funn.noter(tegnes, melding.text(), variant)
  })
  page.on('pageerror', feil => funn.noter(tegnes, feil.message, variant))
  // A picture must not depend on the network, and a card must not fetch anything: it would tell others who read it.
  await page.route('**/*', async route => {
    funn.noter(tegnes, `henter fra nettet: ${route.request().url()}`, variant)
    await route.abort()
  })
  await page.setContent(await side(variant))

  for (const { navn, kort, plass } of eksempler) {
    tegnes = navn
    const oppdrag = JSON.stringify({
      kort,
      tittel: nb.appnavn,
      plass: plass ?? 'kanal',
      oppsett: vertsoppsett[variant.tema],
    })
    try {
      const feil = await page.evaluate<string[]>(`skolestotte.tegn(${oppdrag})`)
      for (const hva of feil) funn.noter(navn, hva, variant)
      await fotografer(cdp, page, join(mappe, filnavn(navn, variant)))
    } catch (feil) {
      funn.noter(navn, `kunne ikke tegnes: ${String(feil).split('\n', 1)[0]}`, variant)
    }
  }
  await context.close()
}

/** Playwright's own screenshot takes three times as long, mostly waiting for frames. */
async function fotografer(cdp: CDPSession, page: Page, fil: string): Promise<void> {
  const { width, height } = await page.evaluate<{ width: number; height: number }>(
    `(() => { const { width, height } = document.querySelector('.flate').getBoundingClientRect(); return { width, height } })()`,
  )
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'png',
    captureBeyondViewport: true,
    // Beyond the viewport the page is drawn anew, without the context's device scale.
    clip: { x: 0, y: 0, width, height, scale: skarphet },
  })
  await writeFile(fil, Buffer.from(data, 'base64'))
}

async function side({ tema, storrelse }: Variant): Promise<string> {
  const { bredde, marg } = storrelser[storrelse]
  const tegner = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')
  const [css, bibliotek, kode] = await Promise.all(
    [
      new URL('./side.css', import.meta.url),
      pathToFileURL(tegner),
      new URL('./side.js', import.meta.url),
    ].map(fil => readFile(fil, 'utf8')),
  )
  return `<!doctype html><html lang="nb" data-tema="${tema}" style="--bredde: ${bredde}px; --marg: ${marg}px">
<meta charset="utf-8"><style>${css}</style><body><script>${bibliotek}</script><script>${kode}</script></body></html>`
}

async function tegnOversikt(browser: Browser, eksempler: readonly Eksempel[], mappe: string): Promise<void> {
  const fil = resolve(mappe, 'oversikt.html')
  await writeFile(fil, oversikt(eksempler))
  for (const tema of temaer) {
    // A tall sheet at full sharpness takes longer than all the cards, and above 16,384 pixels Chromium cuts it.
    for (const grad of [skarphet, 1]) {
      const context = await browser.newContext({
        viewport: { width: 1800, height: 1000 },
        deviceScaleFactor: grad,
      })
      const page = await context.newPage()
      await page.goto(`${pathToFileURL(fil).href}#${tema}`)
      const fikkPlass = (await hoyde(page)) * grad <= 8_000 || grad === 1
      if (fikkPlass) await page.screenshot({ path: join(mappe, `oversikt.${tema}.png`), fullPage: true })
      await context.close()
      if (fikkPlass) break
    }
  }
}

const hoyde = (page: Page) => page.evaluate<number>('document.documentElement.scrollHeight')

/** Collects findings, so that one seen in every variant is told once. */
class Funn {
  readonly #kort = new Map<string, Map<string, Set<string>>>()

  noter(navn: string, hva: string, variant?: Variant): void {
    const funn = this.#kort.get(navn) ?? new Map<string, Set<string>>()
    this.#kort.set(navn, funn)
    const hvor = funn.get(hva) ?? new Set<string>()
    funn.set(hva, hvor)
    if (variant) hvor.add(`${variant.tema}.${variant.storrelse}`)
  }

  setninger(): string[] {
    return [...this.#kort].flatMap(([navn, funn]) =>
      [...funn].map(([hva, hvor]) => {
        const overalt = hvor.size === 0 || hvor.size === variantene.length
        return `${navn}${overalt ? '' : ` (${[...hvor].sort().join(', ')})`}: ${hva}`
      }),
    )
  }
}

function doble(eksempler: readonly Eksempel[]): string[] {
  const navn = eksempler.map(e => e.navn)
  const ugyldige = navn
    .filter(n => !/^[a-z0-9-]+$/.test(n))
    .map(n => `${n}: navnet må være små bokstaver a–z, tall og bindestrek`)
  return [
    ...ugyldige,
    ...navn.filter((n, i) => navn.indexOf(n) !== i).map(n => `${n}: to eksempler har samme navn`),
  ]
}
