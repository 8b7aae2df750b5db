import { type Eksempel, filnavn, type Storrelse, storrelser } from './eksempel.ts'
import { bytes } from './kontroll.ts'
import { type Tema, temaer } from './vertsoppsett.ts'

const skala = 0.6
const storsteMarg = Math.max(...Object.values(storrelser).map(({ marg }) => marg))

/** The contact sheet: every card in both widths, with title and role. `#mork` in the address shows the dark theme. */
export function oversikt(eksempler: readonly Eksempel[]): string {
  return `<!doctype html>
<html lang="nb">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Skolestøtte: alle kort</title>
<style>${css}</style>
<header>
  <h1>Skolestøtte</h1>
  <p>${eksempler.length} kort</p>
  <nav><a href="#lys">Lys</a><a href="#mork">Mørk</a></nav>
</header>
<main>
${eksempler.map(figur).join('\n')}
</main>
<script>${skript}</script>
</html>
`
}

function figur(eksempel: Eksempel): string {
  const storrelse = (bytes(eksempel.kort) / 1024).toLocaleString('nb-NO', { maximumFractionDigits: 1 })
  const bilder = temaer.map(
    tema => `<div class="${tema}">${bilde(eksempel, tema, 'bred')}${bilde(eksempel, tema, 'mobil')}</div>`,
  )
  return `<figure>
  <figcaption><h2>${trygg(eksempel.tittel)}</h2><p>${trygg(eksempel.rolle)}</p><small>${eksempel.plass ?? 'kanal'} · ${storrelse} kB</small></figcaption>
  ${bilder.join('\n  ')}
</figure>`
}

function bilde(eksempel: Eksempel, tema: Tema, storrelse: Storrelse): string {
  const fil = filnavn(eksempel.navn, { tema, storrelse })
  const { bredde, marg } = storrelser[storrelse]
  const alt = `${eksempel.tittel}, ${storrelse === 'bred' ? 'på skjerm' : 'på telefon'}`
  return `<a href="${fil}"><img src="${fil}" width="${Math.round((bredde + 2 * marg) * skala)}" style="margin-top: ${Math.round((storsteMarg - marg) * skala)}px" alt="${trygg(alt)}"></a>`
}

const trygg = (tekst: string) =>
  tekst.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const skript = `
const vis = () => { document.documentElement.dataset.tema = location.hash === '#mork' ? 'mork' : 'lys' }
addEventListener('hashchange', vis)
vis()
`

const css = `
:root { --side: #f5f5f5; --tekst: #242424; --svak: #5c5c5c; --strek: #d6d6d6 }
:root[data-tema=mork] { --side: #1a1a1a; --tekst: #fff; --svak: #c7c7c7; --strek: #3d3d3d; color-scheme: dark }
:root[data-tema=mork] .lys, :root:not([data-tema=mork]) .mork { display: none }
body { margin: 0 auto; padding: 32px; max-width: 1800px; box-sizing: border-box; background: var(--side); color: var(--tekst); font: 14px/20px 'Segoe UI', 'Liberation Sans', Arial, sans-serif }
header { display: flex; align-items: baseline; gap: 16px; margin-bottom: 24px }
h1 { margin: 0; font-size: 24px; line-height: 32px }
h2 { margin: 0; font-size: 14px }
p, small { margin: 0; font-size: 12px; color: var(--svak) }
nav { margin-left: auto; display: flex; gap: 16px }
a { color: inherit }
main { columns: 3 560px; column-gap: 24px }
figure { margin: 0 0 24px; break-inside: avoid; border-top: 1px solid var(--strek); padding-top: 8px }
figcaption { display: flex; align-items: baseline; gap: 8px }
small { margin-left: auto }
figure > div { display: flex; align-items: flex-start; margin: 0 0 0 -19px }
img { display: block }
`
