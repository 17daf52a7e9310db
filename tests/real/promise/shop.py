"""The web shop of the promise: a Vendure with those people who are in the shop, their orders, and what the rounds change."""
import random

import truth
from vendure.server import Server


class Shop(Server):
    """`customers` says, by the number of a person, the id of the customer."""

    def open(self):
        self.customers, self.variants, self.dice = {}, self.stock(), random.Random(52)
        buyers = [one for one in truth.people() if truth.in_shop(one)]
        for one in buyers:
            self.customers[one["number"]] = self.register(truth.at_shop(one))
        for place in range(truth.ORDERS):
            self.buys(buyers[truth.WHOLE] if place == 0 else self.dice.choice(buyers))

    def buys(self, one, now=0):
        lines = [(self.dice.choice(self.variants), self.dice.randint(1, 3)) for _ in range(self.dice.randint(1, 2))]
        self.place({"customer": self.customers[one["number"]]}, truth.at_shop(one, now), lines)

    def changes(self, now):
        """People move and tell their phone once more, and five order."""
        everybody = truth.people()
        for number in truth.SHOP_MOVES[now]:
            self.moves(everybody[number], now)
        for number in [truth.WHOLE, *truth.SHOP_MOVES[now]]:
            self.buys(everybody[number], now)

    def moves(self, one, now):
        customer = self.customers[one["number"]]
        address = self.one("query($id: ID!) { customer(id: $id) { addresses { id } } }", id=customer)["addresses"][0]["id"]
        where = truth.at_shop(one, now)
        self.one("mutation($address: UpdateAddressInput!) { updateCustomerAddress(input: $address) { id } }",
                 address={"id": address, "streetLine1": where["street"], "city": where["place"], "postalCode": where["postal_code"]})
        self.one("""mutation($customer: UpdateCustomerInput!) { updateCustomer(input: $customer) { ... on Customer { id }
          ... on ErrorResult { message } } }""", customer={"id": customer, "phoneNumber": truth.phone_as(one, one["number"] + 1)})

    def order_count(self):
        return self.one("{ orders(options: {take: 1, filter: {active: {eq: false}}}) { totalItems } }")["totalItems"]
