"""The product in WebKit, the engine of every iPhone: Debian's MiniBrowser, driven by Selenium, in .ci/exhaustive."""

import os
import shutil
import warnings
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import site as site  # the same server

DRIVER = shutil.which("WebKitWebDriver")
BROWSERS = sorted(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"))
HOW_TO_GET_IT = "WebKit is not here: apt-get install webkit2gtk-driver xvfb, and run this under xvfb-run"
PATIENCE = 30
"""Seconds."""


@pytest.fixture(scope="session")
def webkit():
    if not (DRIVER and BROWSERS and os.environ.get("DISPLAY")):
        if os.environ.get("EXHAUSTIVE"):
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
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


class Phone:
    """A phone's browser: opens pages, taps what can be seen, waits for what comes."""

    def __init__(self, driver, site):
        self.driver, self.site = driver, site

    def open(self, path):
        self.driver.get(f"{self.site}{path}")

    def find(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def link(self, words):
        return self.wait(lambda: next((a for a in self.all("a") if words in a.text and a.is_displayed()), None))

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def tap(self, element):
        if isinstance(element, str):
            element = self.wait(lambda: next((each for each in self.all(element) if each.is_displayed()), None))
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def wait(self, ready):
        return WebDriverWait(self.driver, PATIENCE).until(lambda _: ready())

    def at(self, part):
        self.wait(lambda: part in self.driver.current_url)

    def script(self, code):
        return self.driver.execute_script(f"return {code}")


@pytest.fixture
def phone(webkit, site):
    return Phone(webkit, site)
