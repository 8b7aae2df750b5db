// One replica of the bot, as in production but for where it sends: a process that can be killed, stopped and started.
import { flyktigMester } from '../../dist/database/lokal-mester.js'
import { apnePostgres } from '../../dist/database/tilkobling.js'
import { DEMOVALG } from '../../dist/demo/demo.js'
import { startBot } from '../../dist/main.js'

const valg = JSON.parse(process.argv[2])
const bot = await startBot({
  ...DEMOVALG,
  database: await apnePostgres(valg.url, DEMOVALG.tenant),
  mester: flyktigMester(),
  port: 0,
  loggniva: 'silent',
  perSekund: valg.perSekund,
  leietid: valg.leietid,
})
process.once('SIGTERM', () => void bot.stopp().then(() => process.exit(0)))
process.send?.('klar')
