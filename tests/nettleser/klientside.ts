import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'

export const BILDER = '.skjermbilder'

/** Debian's Chromium; another one is named in CHROMIUM. */
export function startNettleser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** The local Teams client as one person sees it. */
export class Klientside {
  readonly side: Page
  private nr = 0
  private readonly navn: string

  constructor(side: Page, navn: string) {
    this.side = side
    this.navn = navn
  }

  static async apne(nettleser: Browser, url: string, navn: string, bredde = 1280): Promise<Klientside> {
    mkdirSync(BILDER, { recursive: true })
    const side = await nettleser.newPage({ viewport: { width: bredde, height: 1000 } })
    await side.goto(url)
    return new Klientside(side, navn)
  }

  async ga(til: string): Promise<void> {
    await this.side.locator(`button[role=treeitem][aria-label="${til}"]`).click()
  }

  /** A new post in the channel, after a mention of the bot. */
  async skriverIKanalen(tekst: string): Promise<void> {
    await this.side.locator('[role=textbox][contenteditable=true]').first().click()
    await this.side.keyboard.type('@')
    await this.side.locator('#typeahead-menu [role=menuitem]', { hasText: 'Skolestøtte' }).click()
    await this.side.keyboard.type(tekst)
    await this.side.getByRole('button', { name: 'Post', exact: true }).click()
  }

  async skriverIChatten(tekst: string): Promise<void> {
    await this.side.locator('[role=textbox][contenteditable=true]').first().click()
    await this.side.keyboard.type(tekst)
    await this.side.keyboard.press('Enter')
  }

  /** The newest card on the page that says this. */
  kort(tekst: string): Locator {
    return this.side.locator('.ac-container.ac-adaptiveCard').filter({ hasText: tekst }).last()
  }

  /** The innermost part of the card that says this and has a button of its own. */
  rad(kort: Locator, tekst: string): Locator {
    return kort
      .locator('.ac-container, .ac-columnSet')
      .filter({ hasText: tekst })
      .filter({ has: this.side.getByRole('button') })
      .last()
  }

  async trykker(kort: Locator, knapp: string): Promise<void> {
    try {
      await kort.getByRole('button', { name: knapp, exact: true }).click({ timeout: 30_000 })
    } catch (feil) {
      await this.bilde('feil')
      throw feil
    }
  }

  async fyller(kort: Locator, merke: string, tekst: string): Promise<void> {
    await kort.getByLabel(merke).first().fill(tekst)
  }

  /** Boxes under one label; the client names each box with the label first. */
  async krysser(kort: Locator, merke: string, valg: readonly string[]): Promise<void> {
    for (const navn of valg) {
      await kort.getByRole('checkbox', { name: new RegExp(`^${merke}.*${navn}$`) }).check()
    }
  }

  async velger(kort: Locator, merke: string, valg: string): Promise<void> {
    await kort.getByRole('combobox', { name: merke }).click()
    await this.side.getByRole('option', { name: valg }).click()
  }

  async bilde(hva: string): Promise<void> {
    const nr = String(++this.nr).padStart(2, '0')
    await this.side.screenshot({ path: join(BILDER, `${this.navn}-${nr}-${hva}.png`) })
  }
}
