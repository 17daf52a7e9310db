// peers.cjs MODULES PLACES: reads a JSON list of addresses by normalize-japanese-addresses; writes what it read and how many a second
// of processor time, the files it reads on the way already in its memory.
const [modules, places] = process.argv.slice(2)
const peer = require(modules + '/node_modules/@geolonia/normalize-japanese-addresses')
peer.config.japaneseAddressesApi = places
const values = JSON.parse(require('fs').readFileSync(0, 'utf8'))

async function main() {
  const got = []
  for (const value of values) {
    const r = await peer.normalize(value)
    got.push([r.pref || '', r.city || '', r.town || '', (r.addr || '') + r.other])
  }
  const start = process.cpuUsage()
  for (const value of values) await peer.normalize(value)
  const used = process.cpuUsage(start)
  console.log(JSON.stringify({ got, a_second: values.length / ((used.user + used.system) / 1e6) }))
}
main()
