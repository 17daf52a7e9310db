"""The Vendure of start.sh, for tests: started, filled by its own API, asked and changed."""
import json
import pathlib
import random
import subprocess
import urllib.request

import hub
import people

HERE = pathlib.Path(__file__).resolve().parent
ORDERS, GUESTS, PRODUCTS = 90, 6, 8  # every fifteenth order is a guest's
LONGEST_PAGE = 1000
GIFTS = {number: 10 * number % 330 for number in range(5, ORDERS, 10)}  # orders that go to another person; some of these are known

CUSTOMER = """mutation($customer: CreateCustomerInput!) { createCustomer(input: $customer) { ... on Customer { id }
  ... on ErrorResult { message } } }"""
ADDRESS = """mutation($customer: ID!, $address: CreateAddressInput!) { createCustomerAddress(customerId: $customer, input: $address) { id } }"""


def product_name(number):
    return f"茶碗{number}号 \"大\" 'L' 50%\\100 🍵"


class Server:
    """A shop with `people.shoppers()` and orders, ended when the `with` is left. `ids` are its customers' ids, in the people's order,
    `orders` the orders' ids."""

    def __init__(self, folder):
        self.folder, self.port, self.token = folder / "vendure", hub.free_port(), ""
        self.ids, self.orders = [], []

    def __enter__(self):
        try:
            hub.run(HERE / "start.sh", self.folder, self.port, seconds=1200)
            self.ask("mutation($name: String!, $word: String!) { login(username: $name, password: $word) { __typename } }",
                     name="superadmin", word="real-admin")
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        subprocess.run([HERE / "stop.sh", self.folder], check=False, timeout=60)

    def ask(self, query, **variables):
        """The `data` of an answer; the token of a login is kept."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/admin-api?languageCode=ja",
                                         json.dumps({"query": query, "variables": variables}).encode(), {"Content-Type": "application/json"})
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=120) as answer:
            self.token = answer.headers.get("vendure-auth-token") or self.token
            said = json.load(answer)
        if said.get("errors"):
            raise RuntimeError(f"{query[:80]}: {said['errors']}")
        return said["data"]

    def one(self, query, **variables):
        """The only member of `data`, which may be no refusal."""
        found, = self.ask(query, **variables).values()
        if isinstance(found, dict) and "message" in found:
            raise RuntimeError(f"{query[:80]}: {found['message']}")
        return found

    def api_key(self):
        """A key that may read customers and orders, and no more."""
        role = self.one("mutation($role: CreateRoleInput!) { createRole(input: $role) { id } }", role={
            "code": "musubi", "description": "musubi", "permissions": ["ReadCustomer", "ReadOrder"]})["id"]
        return self.one("mutation($key: CreateApiKeyInput!) { createApiKey(input: $key) { apiKey } }",
                        key={"roleIds": [role], "translations": [{"languageCode": "ja", "name": "musubi"}]})["apiKey"]

    def stock(self):
        """The products' variants. Prices are in yen with tax; Vendure keeps two digits behind the point of every currency."""
        channel = self.one("{ activeChannel { id } }")["id"]
        self.one("""mutation($channel: UpdateChannelInput!) { updateChannel(input: $channel) { ... on Channel { id }
          ... on ErrorResult { message } } }""", channel={"id": channel, "pricesIncludeTax": True, "defaultCurrencyCode": "JPY", "availableCurrencyCodes": ["JPY"]})
        return [self.product(number) for number in range(PRODUCTS)]

    def fill(self):
        variants = self.stock()
        for person in people.shoppers():
            self.ids.append(self.register(person))
        dice = random.Random(31)
        for number in range(ORDERS):
            buyer = dice.randrange(people.SHOPPERS)
            lines = [(dice.choice(variants), dice.randint(1, 3)) for _ in range(dice.randint(1, 3))]
            order = self.order(buyer, lines, guest=number % 15 == 14, receiver=GIFTS.get(number))
            self.orders.append(order)

    def product(self, number):
        product = self.one("mutation($product: CreateProductInput!) { createProduct(input: $product) { id } }", product={
            "translations": [{"languageCode": "ja", "name": f"商品{number}", "slug": f"item-{number}", "description": ""}]})["id"]
        variant, = self.one("mutation($variants: [CreateProductVariantInput!]!) { createProductVariants(input: $variants) { id } }", variants=[{
            "productId": product, "sku": f"SKU-{number:03d}", "price": 100 * (480 + 100 * number), "stockOnHand": 100_000,
            "translations": [{"languageCode": "ja", "name": product_name(number)}]}])
        return variant["id"]

    def register(self, person):
        customer = self.one(CUSTOMER, customer={"firstName": person["given"], "lastName": person["family"], "emailAddress": person["email"],
                                                "phoneNumber": person["phone"]})["id"]
        self.one(ADDRESS, customer=customer, address=self.address(person))
        return customer

    def update(self, number, **values):
        """Changes the customer of this place in `ids`."""
        self.one("""mutation($customer: UpdateCustomerInput!) { updateCustomer(input: $customer) { ... on Customer { id }
          ... on ErrorResult { message } } }""", customer={"id": self.ids[number], **values})

    @staticmethod
    def address(person):
        return {"fullName": f"{person['family']} {person['given']}", "streetLine1": person["street"], "city": person["place"],
                "postalCode": person["postal_code"], "countryCode": "JP", "phoneNumber": person["phone"]}

    def order(self, buyer, lines, guest=False, receiver=None):
        """An order of the person at the place `buyer`; its id. A guest is another customer to the shop, who gives another mail address;
        `receiver` is the number of the person whom the goods go to."""
        person = people.shoppers()[buyer]
        to = person if receiver is None else people.people(receiver + 1)[receiver]
        if not guest:
            return self.place({"customer": self.ids[buyer]}, to, lines)
        return self.place({"input": {"firstName": person["given"], "lastName": person["family"], "phoneNumber": person["phone"],
                                     "emailAddress": f"guest{len(self.orders)}.{person['email'].lower()}"}}, to, lines)

    def place(self, customer, to, lines):
        """An order that is sent to the person `to` and paid; its id. `customer` says whose it is, `lines` are (variant, quantity)."""
        order = self.one("mutation { createDraftOrder { id } }")["id"]
        for variant, quantity in lines:
            self.one("""mutation($order: ID!, $variant: ID!, $quantity: Int!) { addItemToDraftOrder(orderId: $order,
              input: {productVariantId: $variant, quantity: $quantity}) { ... on Order { id } ... on ErrorResult { message } } }""",
                     order=order, variant=variant, quantity=quantity)
        self.one("""mutation($order: ID!, $customer: ID, $input: CreateCustomerInput) { setCustomerForDraftOrder(orderId: $order,
          customerId: $customer, input: $input) { ... on Order { id } ... on ErrorResult { message } } }""", order=order, **customer)
        self.one("mutation($order: ID!, $address: CreateAddressInput!) { setDraftOrderShippingAddress(orderId: $order, input: $address) { id } }",
                 order=order, address=self.address(to))
        method = self.one("query($order: ID!) { eligibleShippingMethodsForDraftOrder(orderId: $order) { id } }", order=order)[0]["id"]
        self.one("""mutation($order: ID!, $method: ID!) { setDraftOrderShippingMethod(orderId: $order, shippingMethodId: $method) {
          ... on Order { id } ... on ErrorResult { message } } }""", order=order, method=method)
        self.one("""mutation($order: ID!) { transitionOrderToState(id: $order, state: "ArrangingPayment") { ... on Order { id }
          ... on ErrorResult { message } } }""", order=order)
        self.one("""mutation($paid: ManualPaymentInput!) { addManualPaymentToOrder(input: $paid) { ... on Order { id }
          ... on ErrorResult { message } } }""", paid={"orderId": order, "method": "代金引換", "transactionId": f"T-{order}", "metadata": {}})
        return order
