// shop.js: a Vendure whose database lies in memory (SQLite as WebAssembly), with one way of sending and one of paying. The port and the
// superadministrator's password come by the environment.
const { bootstrap, DefaultJobQueuePlugin, dummyPaymentHandler, LanguageCode } = require('@vendure/core');
const { populate } = require('@vendure/core/cli');

const config = {
  apiOptions: { hostname: '127.0.0.1', port: Number(process.env.SHOP_PORT), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    requireVerification: false,
    superadminCredentials: { identifier: 'superadmin', password: process.env.SHOP_PASSWORD },
  },
  dbConnectionOptions: { type: 'sqljs', synchronize: true, logging: false, autoSave: false },
  defaultLanguageCode: LanguageCode.ja,
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  plugins: [DefaultJobQueuePlugin.init({ pollInterval: 60000 })],
};
const beginning = {
  defaultLanguage: LanguageCode.ja,
  defaultZone: 'Asia',
  countries: [{ name: '日本', code: 'JP', zone: 'Asia' }],
  taxRates: [{ name: '標準', percentage: 10 }],
  shippingMethods: [{ name: '宅配便', price: 60000 }],
  paymentMethods: [{
    name: '代金引換',
    handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] },
  }],
  collections: [],
};

populate(() => bootstrap(config), beginning).then(
  () => console.log('populated'),
  (error) => {
    console.error(error);
    process.exit(1);
  });
