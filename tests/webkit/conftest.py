"""The product in WebKit, the engine of every iPhone: Debian's MiniBrowser, driven by Selenium, in .ci/exhaustive."""

import os
import shutil
import warnings
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import ElementNotInteractableException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import site as site  # the same server
from tests.browser.effort import TASKS, Effort
from tests.exhaustive import EXHAUSTIVE

DRIVER = shutil.which("WebKitWebDriver")
BROWSERS = sorted(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"))
HOW_TO_GET_IT = "WebKit is not here: apt-get install webkit2gtk-driver xvfb, and run this under xvfb-run"
NOT_YET = (ElementNotInteractableException, StaleElementReferenceException)
PATIENCE = 30
"""Seconds."""


@pytest.fixture(scope="session")
def webkit():
    if not EXHAUSTIVE:
        pytest.skip("in .ci/exhaustive")
    if not (DRIVER and BROWSERS and os.environ.get("DISPLAY")):
        pytest.fail(HOW_TO_GET_IT)
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(BROWSERS[-1])
    options.add_argument("--automation")
    service = webdriver.webkitgtk.service.Service(executable_path=DRIVER)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Selenium, about itself
        driver = webdriver.WebKitGTK(options=options, service=service)
    driver.set_window_size(400, 860)
    yield driver
    driver.quit()


class Phone(Effort):
    """A phone's browser: opens pages, taps what can be seen, waits for what comes; counts taps and screens."""

    def __init__(self, driver, site):
        super().__init__()
        self.driver, self.site = driver, site

    def open(self, path):
        self.driver.get(f"{self.site}{path}")

    def begin(self, task):
        self.open(TASKS[task]["start"])

    def find(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def shown(self, css, words=""):
        """Wait for the first that can be seen and holds these words."""
        return self.wait(lambda: next((e for e in self.all(css) if e.is_displayed() and words in e.text), None))

    def see(self, css, words=""):
        """Scroll to something as with a thumb."""
        element = self.shown(css, words)
        self.look_down_to(
            self.driver.execute_script("return arguments[0].getBoundingClientRect().bottom + scrollY", element)
        )
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        return element

    def tap(self, css, words="", *, leads_to=""):
        """Tap what can be seen; wait until the address holds what it leads to."""
        element = self.see(css, words)
        self.taps += 1
        self.wait(lambda: element.click() or True)  # the driver refuses while one page still fades into the next
        if leads_to:
            self.at(leads_to)
            self.wait(lambda: self.script("document.readyState") == "complete")
            self.arrive(self.script("scrollY"))

    def wait(self, ready):
        patient = WebDriverWait(self.driver, PATIENCE, ignored_exceptions=NOT_YET)
        return patient.until(lambda _: ready())

    def at(self, part):
        self.wait(lambda: part in self.driver.current_url)

    def script(self, code):
        return self.driver.execute_script(f"return {code}")


@pytest.fixture
def phone(webkit, site):
    return Phone(webkit, site)
