/** The few pieces of HTML that the document about a case is made of; what people wrote is never markup. */
export const rens = (tekst: string): string =>
  tekst.replace(/[&<>"']/g, tegn => `&#${tegn.charCodeAt(0)};`).replaceAll('\n', '<br>')

export const rad = (navn: string, verdi: string): string =>
  verdi === '' ? '' : `<tr><th scope="row">${rens(navn)}</th><td>${rens(verdi)}</td></tr>`

export const tabell = (rader: readonly string[]): string => {
  const fylt = rader.filter(r => r !== '')
  return fylt.length === 0 ? '' : `<table>${fylt.join('')}</table>`
}
