/**
 * How many messages one conversation takes (Teams' own limits): so many in any so many seconds. A tenth is added to each window,
 * for a message that is on its way longer than the next one. Times further back than the longest window are not kept; an hour
 * is counted by the rule below.
 */
export const SAMTALEGRENSER = [
  { antall: 7, sekunder: 1.1 },
  { antall: 8, sekunder: 2.2 },
  { antall: 60, sekunder: 33 },
] as const

/** 1800 an hour for one conversation: 600 at once, and one more for every three seconds. */
export const TIMEGRENSE = { straks: 600, hvertSekund: 3 } as const

/** Teams takes 50 requests a second from an app in a tenant; a little less leaves room for uneven ways there. */
export const TAKT_PER_SEKUND = 46

/** So long a worker waits with a row in hand: for a conversation, and for its turn among all. Longer, and the row is put back. */
export const VENTER_I_HENDE_S = { samtale: 2, alle: 20 } as const

/** A turn that is not used so soon after its time is given up: a process that has stood still sends nothing in a heap. */
export const FOR_SENT_MS = 80

/** When so many conversations are told to wait at the same time, it is the app that sends too much. */
export const STANSEDE_SAMTALER = 3

/** Why something is not sent now, though nothing has failed. */
export class IkkeNa extends Error {
  readonly grunn: 'samtale' | 'alle' | 'leie' | 'stopp'
  readonly sekunder: number
  constructor(grunn: IkkeNa['grunn'], sekunder = 0) {
    super(grunn)
    this.grunn = grunn
    this.sekunder = sekunder
  }
}
