/** When somebody cannot be reached in their own chat. */
export const levering = {
  noen: 'Noen i teamet',
  kanIkkeNas: (hvem: string) => `${hvem} kan ikke nås i chat.`,
  ansvarligFor: (referanser: string) => `Ansvarlig for ${referanser}.`,
  flere: (n: number) => `${n} til`,
  be: (navn: string) => `Be ${navn} åpne Skolestøtte i Teams.`,
  vedkommende: 'vedkommende',
  ikkeNadd: 'Ikke nådd av boten',
}
