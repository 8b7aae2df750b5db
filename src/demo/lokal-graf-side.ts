type Celle = string | { tekst: string; lenke: string }
/** A part of the page: a heading, and rows of text. */
export type Sideavsnitt = { tittel: string; rader: readonly (readonly Celle[])[] }

const tegn: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const ren = (tekst: string) => tekst.replace(/[&<>"]/g, t => tegn[t] ?? t)
const innhold = (celle: Celle) =>
  typeof celle === 'string' ? ren(celle) : `<a href="${ren(celle.lenke)}">${ren(celle.tekst)}</a>`

/** What the bot has put in the practice municipality's Microsoft 365, to look at; no script. */
export function side(tittel: string, avsnitt: readonly Sideavsnitt[]): string {
  const deler = avsnitt.map(
    ({ tittel, rader }) =>
      `<h2>${ren(tittel)}</h2>${
        rader.length === 0
          ? '<p>Ingenting ennå.</p>'
          : `<table>${rader.map(rad => `<tr>${rad.map(celle => `<td>${innhold(celle)}</td>`).join('')}</tr>`).join('')}</table>`
      }`,
  )
  return `<!doctype html><html lang="nb"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${ren(tittel)}</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}td{border-top:1px solid #ccc;padding:.5rem .75rem .5rem 0;vertical-align:top}</style>
<h1>${ren(tittel)}</h1><p>Alt er øving. Last siden på nytt for å se hva boten har gjort.</p>${deler.join('')}</html>`
}
