import { avvist, type Grafrute, type Grafsvar, type Grafvert, type Gruppe } from './lokal-graf-rute.ts'

const SIDE = 2
const FELT = ['id', 'displayName', 'jobTitle']

/** The owners and members of groups, two to a page. */
export function grupperuter({ lager, baseUrl }: Grafvert, sider: { neste?: string }): Grafrute {
  function side(
    gruppe: Gruppe,
    folk: readonly string[],
    sti: readonly string[],
    sok: URLSearchParams,
  ): Grafsvar {
    const valgt = (sok.get('$select') ?? '').split(',')
    if (valgt.some(felt => !FELT.includes(felt))) return avvist(400, 'BadRequest')
    const fra = Number((sok.get('$skiptoken') ?? 'side-0').slice('side-'.length))
    const til = fra + SIDE
    const lenke =
      sider.neste ?? `${baseUrl()}/v1.0/${sti.join('/')}?$select=${valgt.join(',')}&$skiptoken=side-${til}`
    return {
      status: 200,
      kropp: {
        '@odata.context': `${baseUrl()}/v1.0/$metadata#directoryObjects(id)`,
        ...((til < folk.length || sider.neste !== undefined) && { '@odata.nextLink': lenke }),
        value: folk.slice(fra, til).map(id => {
          const hvem = gruppe.folk?.[id.toLowerCase()]
          const alt: Record<string, unknown> = {
            id,
            displayName: hvem?.navn ?? null,
            jobTitle: hvem?.stilling ?? null,
          }
          return {
            '@odata.type': '#microsoft.graph.user',
            ...Object.fromEntries(valgt.map(felt => [felt, alt[felt]])),
          }
        }),
      },
    }
  }
  function synlighet(id: string): Grafsvar {
    const gruppe = lager.hent<Gruppe>('grupper', id.toLowerCase())
    if (gruppe === undefined) return avvist(404, 'Request_ResourceNotFound')
    return { status: 200, kropp: { visibility: gruppe.synlighet ?? 'Private' } }
  }
  return ({ metode, sti, sok }) => {
    const [groups, id = '', hva, ...resten] = sti
    if (groups !== 'groups' || resten.length > 0) return undefined
    if (hva === undefined && metode === 'GET' && sok.get('$select') === 'visibility') return synlighet(id)
    if (hva !== 'owners' && hva !== 'members') return undefined
    if (metode !== 'GET') return avvist(400, 'BadRequest')
    const gruppe = lager.hent<Gruppe>('grupper', id.toLowerCase())
    if (gruppe === undefined) return avvist(404, 'Request_ResourceNotFound')
    const medlemmer = [...gruppe.eiere, ...(gruppe.medlemmer ?? [])]
    return side(gruppe, hva === 'owners' ? gruppe.eiere : medlemmer, sti, sok)
  }
}
