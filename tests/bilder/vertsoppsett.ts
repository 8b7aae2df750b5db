/**
 * Our own host configs for the pictures: sizes and colours close to Teams', chosen so that every text passes 4.5:1.
 * Teams decides the real ones; its coloured texts may be fainter, so colour alone must never carry a meaning.
 */
export const temaer = ['lys', 'mork'] as const
export type Tema = (typeof temaer)[number]

export type Farger = { default: string; subtle: string }
type Tekstfarger = Record<'default' | 'dark' | 'light' | 'accent' | 'good' | 'warning' | 'attention', Farger>
type Stil = { backgroundColor: string; borderColor: string; foregroundColors: Tekstfarger }
type Stiler = Record<'default' | 'emphasis' | 'accent' | 'good' | 'attention' | 'warning', Stil>

const lysTekst: Tekstfarger = {
  default: { default: '#242424', subtle: '#5c5c5c' },
  dark: { default: '#242424', subtle: '#5c5c5c' },
  light: { default: '#ffffff', subtle: '#f0f0f0' },
  accent: { default: '#4f52b2', subtle: '#5659b5' },
  good: { default: '#0e6a0e', subtle: '#1b6f1b' },
  warning: { default: '#7a4f00', subtle: '#80560c' },
  attention: { default: '#b3202f', subtle: '#b52a38' },
}

const morkTekst: Tekstfarger = {
  default: { default: '#ffffff', subtle: '#c7c7c7' },
  dark: { default: '#242424', subtle: '#424242' },
  light: { default: '#ffffff', subtle: '#c7c7c7' },
  accent: { default: '#aeb2f5', subtle: '#a3a7ec' },
  good: { default: '#92d692', subtle: '#86c986' },
  warning: { default: '#f5c77a', subtle: '#e6ba70' },
  attention: { default: '#f5a3ab', subtle: '#ec989f' },
}

const lysStiler: Stiler = {
  default: { backgroundColor: '#ffffff', borderColor: '#e0e0e0', foregroundColors: lysTekst },
  emphasis: { backgroundColor: '#f7f7f7', borderColor: '#e0e0e0', foregroundColors: lysTekst },
  accent: { backgroundColor: '#eeeffb', borderColor: '#c5c8ef', foregroundColors: lysTekst },
  good: { backgroundColor: '#eef7ee', borderColor: '#b7dcb7', foregroundColors: lysTekst },
  attention: { backgroundColor: '#fdf1f2', borderColor: '#f0c2c6', foregroundColors: lysTekst },
  warning: { backgroundColor: '#fdf5e6', borderColor: '#edd3a1', foregroundColors: lysTekst },
}

const morkeStiler: Stiler = {
  default: { backgroundColor: '#292929', borderColor: '#424242', foregroundColors: morkTekst },
  emphasis: { backgroundColor: '#212121', borderColor: '#424242', foregroundColors: morkTekst },
  accent: { backgroundColor: '#2e2f47', borderColor: '#4a4c78', foregroundColors: morkTekst },
  good: { backgroundColor: '#22341f', borderColor: '#3b5a36', foregroundColors: morkTekst },
  attention: { backgroundColor: '#40262a', borderColor: '#6d3f45', foregroundColors: morkTekst },
  warning: { backgroundColor: '#3b2f1a', borderColor: '#64502c', foregroundColors: morkTekst },
}

const skrift = {
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
}

function oppsett(containerStyles: Stiler, delelinje: string) {
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: delelinje },
    imageSizes: { small: 32, medium: 52, large: 100 },
    fontTypes: {
      default: { fontFamily: "'Segoe UI', 'Liberation Sans', Arial, sans-serif", ...skrift },
      monospace: { fontFamily: "Consolas, 'Liberation Mono', monospace", ...skrift },
    },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    textBlock: { headingLevel: 2 },
    textStyles: { heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false } },
    containerStyles,
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      preExpandSingleShowCardAction: false,
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'default', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'default' },
      },
      errorMessage: { size: 'small', color: 'attention' },
    },
    factSet: {
      title: { weight: 'bolder', wrap: true, maxWidth: 150 },
      value: { wrap: true },
      spacing: 16,
    },
  }
}

export const vertsoppsett = {
  lys: oppsett(lysStiler, '#e0e0e0'),
  mork: oppsett(morkeStiler, '#424242'),
} satisfies Record<Tema, unknown>
